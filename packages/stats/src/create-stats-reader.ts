import type { Orm } from "@evalboard/db";
import { cachedStatsReader, type CachedStatsReaderOptions } from "./cached-stats-reader.ts";
import { computeReport } from "./compute-report.ts";
import type { StatsReader } from "./stats-reader.ts";

export interface StatsReaderOptions extends Pick<CachedStatsReaderOptions, "onError"> {
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, a name as `TimeZone` gives it: days on the board are its days. */
  readonly timeZone: string;
}

/** The board over one database. */
export function createStatsReader({ orm, timeZone, onError }: StatsReaderOptions): StatsReader {
  return cachedStatsReader({
    compute: (period, now) => computeReport(orm, { period, timeZone, now }),
    onError,
  });
}
