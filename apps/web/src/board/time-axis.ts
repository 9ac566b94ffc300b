import type { StatsReport } from "@evalboard/stats/contract";
import { bucketLabel, bucketTitle } from "../format/times.ts";

/** The names of a report's buckets, oldest first: short below the axis, in full elsewhere. */
export type TimeAxis = { readonly labels: readonly string[]; readonly titles: readonly string[] };

/** Names each bucket in the report's own time zone. */
export function timeAxisOf({ runsOverTime, window, timeZone }: StatsReport): TimeAxis {
  return {
    labels: runsOverTime.map(({ from }) => bucketLabel(from, window.unit, timeZone)),
    titles: runsOverTime.map(({ from }) => bucketTitle(from, window.unit, timeZone)),
  };
}
