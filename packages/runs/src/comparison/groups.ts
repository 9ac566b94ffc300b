import type { Run } from "@evalboard/db";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { GroupRow } from "./rows.ts";

/** Completed runs, as a condition on runs, and what is known of them before a result is read. */
export interface Group {
  readonly runs: QBFilterQuery<Run>;
  readonly row: GroupRow;
}

/** What tells like from unlike, beside dataset and item. */
export type Dimension = "model" | "promptVersion";

/** Two groups that can be compared: they share no run. */
export interface Groups {
  readonly baseline: Group;
  readonly candidate: Group;
  readonly matchedBy: readonly Dimension[];
}
