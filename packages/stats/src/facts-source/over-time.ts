import { factFigures } from "@evalboard/facts";
import type { Subject } from "../figure-source.ts";
import { BucketRow } from "../rows.ts";
import { firstColumn, timeBucket } from "./fragments.ts";
import { rowsIn, scopeOf, type WindowFacts } from "./window-facts.ts";

/** The figures of each bucket; buckets without runs have no row. */
export async function overTime(facts: WindowFacts, subject?: Subject): Promise<BucketRow[]> {
  const { from, to, unit, edges } = facts.window;
  // Only the board has rows of months.
  const span = { from, to, unit: subject && unit === "month" ? "day" : unit } as const;
  const rows = await rowsIn(facts, [span], scopeOf(subject), subject)
    .select([timeBucket(edges), ...factFigures])
    .groupBy(firstColumn)
    .execute("all", false);
  return BucketRow.array().parse(rows);
}
