export { withLatest } from "./cache.ts";
export { createStatsReader, type StatsReader, type StatsReaderOptions } from "./stats.ts";
export { createWatchReader, type WatchReader, type WatchReaderOptions } from "./watch.ts";
export { SubjectNotFound } from "./aggregations/rows.ts";
export { runsSource, type SourceOf } from "./aggregations/source.ts";
export { TimeZone } from "./window.ts";
