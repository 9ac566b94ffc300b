export { createStatsReader, type StatsReaderOptions } from "./create-stats-reader.ts";
export { createWatchReader, type WatchReaderOptions } from "./create-watch-reader.ts";
export type { AskedWindow, FigureSource, SourceOf } from "./figure-source.ts";
export { runsSource } from "./runs-source/runs-source.ts";
export type { StatsReader } from "./stats-reader.ts";
export { SubjectNotFound } from "./subject-not-found.ts";
export { TimeZone } from "./time-zone.ts";
export type { WatchReader } from "./watch-reader.ts";
