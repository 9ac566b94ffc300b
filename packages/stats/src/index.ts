export { withLatest } from "./cache.ts";
export {
  createStatsReader,
  createWatchReader,
  type StatsReader,
  type StatsReaderOptions,
  type WatchReader,
} from "./stats.ts";
export { SubjectNotFound } from "./narrowing.ts";
export { runsSource, type SourceOf } from "./aggregations/source.ts";
export { TimeZone, windowOf } from "./window.ts";
