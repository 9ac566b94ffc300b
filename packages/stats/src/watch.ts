import type { ModelFigures, Period, PromptChange } from "@evalboard/contract";
import { factsOrRuns } from "./aggregations/source.ts";
import { modelFigures } from "./figures.ts";
import { changesInWindow } from "./prompt-changes.ts";
import { inSnapshot } from "./snapshot.ts";
import type { StatsReaderOptions } from "./stats.ts";

/**
 * Reads what an alarm goes by, with the board's own definitions: lists are whole, for a list that is cut for the eye does
 * not say what is not on it, and nothing is cached, for nothing new can be read from an old answer. Each answer is of one
 * moment, and rejects with what the database threw.
 */
export interface WatchReader {
  /** Every prompt's newest version in the window against the one before it there, judged as on the board, the newest first. */
  promptChanges(period: Period, now: Date): Promise<readonly PromptChange[]>;
  /** Every model with a run in the window, in no order. */
  models(period: Period, now: Date): Promise<readonly ModelFigures[]>;
}

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
