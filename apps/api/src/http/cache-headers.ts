import type { StatsReport } from "@evalboard/stats/contract";

/**
 * HTTP caching of a report: as long as its minute lasts, then asked for again by its tag.
 * The tag is weak, since `freshForMs` differs between two sendings of one report.
 */
export function cacheHeaders({ period, generatedAt, freshForMs, stale }: StatsReport) {
  return {
    "cache-control": `private, max-age=${Math.floor(freshForMs / 1000)}`,
    etag: `W/"${period}-${generatedAt}${stale ? "-stale" : ""}"`,
  };
}
