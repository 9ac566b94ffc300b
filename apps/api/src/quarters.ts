import { type Duties, makeQuarters, type Orm } from "@evalboard/db";
import { startRepeating } from "./repeating.ts";

interface QuartersOptions {
  readonly orm: Pick<Orm, "em">;
  readonly duties: Duties;
  /** Hears of what failed; an hour later it is tried again, and what is recorded meanwhile is taken over then. */
  readonly onError: (error: unknown) => void;
  readonly now?: () => Date;
}

const HOUR_MS = 3_600_000;

/** Has a partition for results of this quarter and of the next one, from the start on and long before it begins. */
export function startQuarters({ orm, duties, onError, now = () => new Date() }: QuartersOptions): {
  close(): Promise<void>;
} {
  const look = () => duties.attempt("quarters", () => makeQuarters(orm, now())).catch(onError);
  return startRepeating(look, { everyMs: HOUR_MS });
}
