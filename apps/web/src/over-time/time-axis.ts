import type { ReportHead } from "@evalboard/contract";
import { bucketNames } from "@evalboard/format";

/** The names of a report's buckets, oldest first: short below the axis, in full elsewhere. */
export type TimeAxis = { readonly labels: readonly string[]; readonly titles: readonly string[] };

type Buckets = readonly { readonly from: string }[];

/** Names each bucket in the report's own time zone. */
export function timeAxisOf(buckets: Buckets, { window: { unit }, timeZone }: ReportHead): TimeAxis {
  const names = bucketNames(unit, timeZone);
  return {
    labels: buckets.map(({ from }) => names.label(from)),
    titles: buckets.map(({ from }) => names.title(from)),
  };
}
