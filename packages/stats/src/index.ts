export { type AnswerFrom, isOfNothing, withLatest } from "./cache.ts";
export {
  createStatsReader,
  createWatchReader,
  readItemsAhead,
  type ReportKind,
  type ReportWatch,
  type StatsReader,
  type StatsReaderOptions,
  type WatchReader,
} from "./stats.ts";
export { type RunOwner, SubjectNotFound } from "./narrowing.ts";
export { createKeptFigures, type KeptFigures } from "./aggregations/kept-figures.ts";
export { openSecondLayer, type Recall, type SecondLayer } from "./second-layer.ts";
export { createSharedReports, type SharedReports, type Sharing } from "./shared-reports.ts";
export { runsSource, type SourceOf } from "./aggregations/source.ts";
export { InvalidPeriod, TimeZone, windowOf } from "./window.ts";
