export { createStatsReader, type StatsReader, type StatsReaderOptions } from "./stats.ts";
export { createWatchReader, type WatchReader, type WatchReaderOptions } from "./watch.ts";
export type { AskedWindow, FigureSource, SourceOf } from "./figure-source.ts";
export { runsSource } from "./runs-source/runs-source.ts";

export { SubjectNotFound } from "./errors.ts";
export { TimeZone } from "./window.ts";
