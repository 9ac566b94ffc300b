import type { ModelFigures, Period, PromptChange } from "@evalboard/contract";

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
