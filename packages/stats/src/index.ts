export { createStatsReader, type StatsReaderOptions } from "./create-stats-reader.ts";
export type { StatsReader } from "./stats-reader.ts";
export { TimeZone } from "./time-zone.ts";
