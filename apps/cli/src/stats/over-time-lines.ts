import type { StatsReport } from "@evalboard/contract";
import { bucketNames, formatCount, formatLatency } from "@evalboard/format";
import { sparkline } from "./bars.ts";

/** Most buckets that fit beside their figures; the newest are shown. */
const BUCKETS = 40;

/** Runs and mean latency as small bars, a character a bucket. */
export function overTimeLines({ runsOverTime, latencyOverTime, window, timeZone }: StatsReport): string[] {
  const runs = runsOverTime.slice(-BUCKETS).map((bucket) => bucket.runs);
  const latencies = latencyOverTime.slice(-BUCKETS).map(({ meanMs }) => meanMs);
  const [first, last] = [runsOverTime.slice(-BUCKETS).at(0), runsOverTime.at(-1)];
  const names = bucketNames(window.unit, timeZone);
  const label = (bucket: typeof first) => (bucket ? names.label(bucket.from) : "");
  return [
    `runs     ${sparkline(runs)}  ${wordRange(runs, formatCount)}`,
    `latency  ${sparkline(latencies)}  ${wordRange(latencies, formatLatency)}, mean`,
    `         ${label(first)} to ${label(last)}`,
  ];
}

function wordRange(values: readonly (number | null)[], format: (value: number) => string): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "none measured";
  return `${format(Math.min(...known))} to ${format(Math.max(...known))}`;
}
