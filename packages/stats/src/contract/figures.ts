import { z } from "zod";
import { Amount, Count, Fraction } from "./shared.ts";

/**
 * A two-sided 95 % confidence interval of a mean score, cut to [0, 1]: Student's t over runs, and never
 * narrower than Wilson's interval of the scored items, so that two perfect runs are no certainty.
 */
export const ScoreInterval = z.object({ low: Fraction, high: Fraction });
export type ScoreInterval = z.infer<typeof ScoreInterval>;

/**
 * Mean of the runs' `averageScore`, every run weighing the same.
 * `scoredRuns` is its n: runs whose results all errored have no score.
 * The interval is null below two scored runs.
 */
export const ScoreFigures = z.object({
  averageScore: Fraction.nullable(),
  scoredRuns: Count,
  scoreInterval: ScoreInterval.nullable(),
});

/**
 * Evaluated items and those of them that failed (score 0) or errored (the call broke).
 * Rates are shares of `items`; null where there are none.
 */
const ItemFigures = z.object({
  items: Count,
  failedItems: Count,
  failureRate: Fraction.nullable(),
  erroredItems: Count,
  errorRate: Fraction.nullable(),
});

/**
 * Latency: mean of the runs' mean latency, ms, over the `measuredRuns` that have one.
 * Cost: US dollars over the `pricedRuns` whose source gave one; null where none did.
 */
const EffortFigures = z.object({
  meanLatencyMs: Amount.nullable(),
  measuredRuns: Count,
  costUsd: Amount.nullable(),
  pricedRuns: Count,
});

/** The figures of one window. */
export const SummaryFigures = z.object({
  runs: Count,
  ...ScoreFigures.shape,
  ...ItemFigures.shape,
  ...EffortFigures.shape,
});
export type SummaryFigures = z.infer<typeof SummaryFigures>;

/** A window's figures, and beside them those of the window of equal length before it; null for `all`. */
export const ComparedSummary = SummaryFigures.extend({ previous: SummaryFigures.nullable() });
export type ComparedSummary = z.infer<typeof ComparedSummary>;

/** A model's figures in the window. */
export const ModelFigures = z.object({
  modelId: z.uuid(),
  provider: z.string(),
  name: z.string(),
  ...SummaryFigures.shape,
});
export type ModelFigures = z.infer<typeof ModelFigures>;

/** A dataset's figures in the window; `models` is how many models ran it. */
export const DatasetFigures = z.object({
  datasetId: z.uuid(),
  name: z.string(),
  models: Count,
  ...SummaryFigures.shape,
});
export type DatasetFigures = z.infer<typeof DatasetFigures>;
