import type { StartRun } from "@evalboard/contract";
import type { ImportOptions } from "./importer.ts";

/** What a limited run's start says, and what a person should know of it. */
interface Limited {
  readonly start: Pick<StartRun, "limited">;
  readonly warnings: readonly string[];
}

/** How many items of a task were asked, and how many it has: null where the file does not say. */
export interface Asked {
  readonly asked: number;
  readonly whole: number | null;
}

/** The mark of a run that was asked fewer items than its task has; none where `of` is null or the person takes it as full. */
export function markLimited(of: Asked | null, { asFull }: ImportOptions): Limited {
  if (of === null || asFull) return { start: {}, warnings: [] };
  const { asked, whole } = of;
  const items = asked === 1 ? "1 item" : `${asked} items`;
  const said =
    whole !== null && whole > asked
      ? `the run was limited: ${asked} of the task's ${whole} items were asked`
      : `the run was limited to ${items}`;
  return { start: { limited: true }, warnings: [`${said}; --as-full counts it as a run of all`] };
}
