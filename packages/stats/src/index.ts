export { withLatest } from "./cache.ts";
export {
  createStatsReader,
  createWatchReader,
  type StatsReader,
  type StatsReaderOptions,
  type WatchReader,
} from "./stats.ts";
export { SubjectNotFound } from "./aggregations/rows.ts";
export { runsSource, type SourceOf } from "./aggregations/source.ts";
export { TimeZone } from "./window.ts";
