import { analyzeResults, type Duties, makeQuarters, type Orm } from "@evalboard/db";
import { startRepeating } from "./repeating.ts";

interface QuartersOptions {
  readonly orm: Pick<Orm, "em" | "isShared" | "withoutTimeLimits">;
  readonly duties: Duties;
  /** Hears of what failed; an hour later it is tried again, and what is recorded meanwhile is taken over then. */
  readonly onError: (error: unknown) => void;
  readonly now?: () => Date;
}

const HOUR_MS = 3_600_000;
/** What a planner is told is as good the next day. */
const ANALYZE_EVERY_MS = 24 * HOUR_MS;

/**
 * Has a partition for results of this quarter and of the next one, from the start on and long before it begins. A PostgreSQL is told of all
 * of them together at the start and every day; PGlite has no statistics.
 */
export function startQuarters({ orm, duties, onError, now = () => new Date() }: QuartersOptions): {
  close(): Promise<void>;
} {
  let analyzeMs = performance.now();
  const keep = async () => {
    await makeQuarters(orm, now());
    if (!orm.isShared || performance.now() < analyzeMs) return;
    await analyzeResults(orm);
    analyzeMs = performance.now() + ANALYZE_EVERY_MS;
  };
  const look = () => duties.attempt("quarters", keep).catch(onError);
  return startRepeating(look, { everyMs: HOUR_MS });
}
