import type { Period, StatsReport } from "./contract.ts";

/** Reads the board. */
export interface StatsReader {
  /**
   * The report of a period, at most `STATS_TTL_MS` old, or older and marked `stale` while a newer one
   * cannot be had. It is shared between callers and frozen. Rejects with what the database threw where
   * there is no answer young enough to give.
   */
  get(period: Period): Promise<StatsReport>;
  /** Forgets the answers; the database is the caller's to close. */
  close(): Promise<void>;
}
