import type { StatsReaderOptions } from "./create-stats-reader.ts";
import { factsOrRuns } from "./facts-source/facts-or-runs.ts";
import { changesInWindow } from "./prompt-changes/changes-in-window.ts";
import { modelFigures } from "./report/figures.ts";
import { inSnapshot } from "./snapshot.ts";
import type { WatchReader } from "./watch-reader.ts";

export type WatchReaderOptions = Omit<StatsReaderOptions, "onError">;

/** What the board over one database knows, for alarms; each answer is read in a snapshot of its own. */
export function createWatchReader(options: WatchReaderOptions): WatchReader {
  const { orm, timeZone, sourceOf = factsOrRuns } = options;
  const board = { orm, sourceOf };
  return {
    promptChanges: (period, now) => inSnapshot(board, { period, timeZone, now }, changesInWindow),
    models: (period, now) =>
      inSnapshot(board, { period, timeZone, now }, async ({ source }) =>
        (await source.models()).map(modelFigures),
      ),
  };
}
