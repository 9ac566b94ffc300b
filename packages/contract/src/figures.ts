import { z } from "zod";
import { Count, Difference, DifferenceInterval, Fraction, Total } from "./values.ts";
import { apartReasons, askings, latencyVerdicts } from "./words.ts";

/**
 * A two-sided 95 % confidence interval of a mean score within [0, 1], for items and runs such as these: Wilson's with the
 * effective number of items, so that asking the same twenty again tells of no more than twenty, and one day of one day.
 */
export const ScoreInterval = z.object({ low: Fraction, high: Fraction });
export type ScoreInterval = z.infer<typeof ScoreInterval>;

/**
 * Mean of the runs' `averageScore`, every run weighing the same: one of five items weighs like one of five thousand. The share
 * of all answers that passed is `passRate`. `scoredRuns` is its n: runs whose results all errored have no score.
 * The interval is null where no run is scored.
 */
export const ScoreFigures = z.object({
  averageScore: Fraction.nullable(),
  scoredRuns: Count,
  scoreInterval: ScoreInterval.nullable(),
});

/**
 * Evaluated items. `passRate` is the share of the `scoredItems` that passed, each answer weighing the same, with a 95 %
 * confidence interval made like that of a mean score. `errorRate` is the share of all `items` whose call broke.
 * Those that nobody has scored are counted by themselves. Rates are null where there is nothing to be a share of.
 */
export const ItemFigures = z.object({
  items: Count,
  scoredItems: Count,
  passedItems: Count,
  passRate: Fraction.nullable(),
  passInterval: z.object({ low: Fraction, high: Fraction }).nullable(),
  erroredItems: Count,
  errorRate: Fraction.nullable(),
  unscoredItems: Count,
});

/**
 * Latency: mean of the runs' mean latency, ms, over the `measuredRuns` that have one.
 * Cost: list price, US dollars, over the `pricedRuns` and their `pricedItems`; `spentUsd` is what was spent in the
 * `spentRuns` whose source tells cached answers from others. Null where no run has such a figure.
 */
const EffortFigures = z.object({
  meanLatencyMs: Total.nullable(),
  measuredRuns: Count,
  measuredItems: Count,
  costUsd: Total.nullable(),
  pricedRuns: Count,
  pricedItems: Count,
  spentUsd: Total.nullable(),
  spentRuns: Count,
});

/**
 * A metric of the runs in the window: the mean of the runs' means, every run weighing the same, over `runs` of which it has
 * `items` results, with Student's 95 % interval over the runs; null below two.
 */
export const MetricFigures = z.object({
  name: z.string(),
  /** Null where nobody said it. */
  higherIsBetter: z.boolean().nullable(),
  runs: Count,
  items: Count,
  mean: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
});
export type MetricFigures = z.infer<typeof MetricFigures>;

/** The figures of one window. */
export const SummaryFigures = z.object({
  runs: Count,
  ...ScoreFigures.shape,
  ...ItemFigures.shape,
  ...EffortFigures.shape,
});
export type SummaryFigures = z.infer<typeof SummaryFigures>;

/**
 * What the mean score did against the window before. `within` is the change within the same models and datasets, with a 95 %
 * interval by Student's t over runs, never surer than their items allow; `mix` is the rest of the difference of both averages, which comes of what was run.
 */
export const ScoreChange = z.object({
  /** Pairs of model and dataset that have a scored run in both windows. */
  pairs: Count,
  within: Difference.nullable(),
  interval: DifferenceInterval.nullable(),
  pValue: Fraction.nullable(),
  mix: z.number().nullable(),
});
export type ScoreChange = z.infer<typeof ScoreChange>;

export const LatencyVerdict = z.enum(latencyVerdicts);
export type LatencyVerdict = z.infer<typeof LatencyVerdict>;

/** A model as it is called. */
export const NamedModel = z.object({ modelId: z.uuid(), provider: z.string(), name: z.string() });
export type NamedModel = z.infer<typeof NamedModel>;
export const NamedDataset = z.object({ datasetId: z.uuid(), name: z.string() });
export type NamedDataset = z.infer<typeof NamedDataset>;

/**
 * How latency changed within the same models and datasets: the ratio of the runs' mean latencies, this window's to that of
 * the one before, as a geometric mean, with a 95 % interval and two-sided p-value by Student's t over the runs' logarithms.
 */
export const LatencyChange = z.object({
  /** Pairs of model and dataset with a measured run in both windows, and their runs in either. */
  pairs: Count,
  runs: Count,
  previousRuns: Count,
  ratio: z.number().positive().nullable(),
  interval: z.object({ low: Total, high: Total }).nullable(),
  pValue: Fraction.nullable(),
  verdict: LatencyVerdict,
  /** Whose runs moved the ratio most, with the ratio of its own; null where nothing compares. */
  mostMoved: NamedModel.extend({ ratio: z.number().positive() }).nullable(),
});
export type LatencyChange = z.infer<typeof LatencyChange>;

/** A window's figures, and beside them those of the window of equal length before it and what changed; null for `all`. */
export const ComparedSummary = SummaryFigures.extend({
  previous: SummaryFigures.nullable(),
  scoreChange: ScoreChange.nullable(),
  latencyChange: LatencyChange.nullable(),
});
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

/**
 * How a figure compares with the others of its list, adjusted for what each was run with: from the additive fit of model and
 * dataset over the cells of the window.
 */
const Adjusted = {
  /**
   * Of a model, what it would average over the datasets of the common mix, each weighing the same; of a dataset, what the
   * models of the mix would average on it. Cut to [0, 1]. Null where it stands apart.
   */
  adjustedScore: z.number().nullable(),
  /** Its 95 % interval, cut to [0, 1]. */
  adjustedInterval: ScoreInterval.nullable(),
  /** The places that it may have, 1 the first, by all it cannot be told from at 5 %, corrected for all pairs (Holm). */
  rankRange: z.object({ best: z.int().positive(), worst: z.int().positive() }).nullable(),
};

/**
 * Why it is not ranked: it shares no dataset with the others, directly or through others, or has one dataset of several alone.
 * `join` is what to run it with to be ranked, of what the others share that with the most runs; null where there is nothing.
 */
const Apart = z.object({ reason: z.enum(apartReasons) });

/**
 * Of the items that the model was asked more than once with the same prompt version, over all runs of what it ran in the window:
 * the share that passed every time, and the share that passed at times. `passAll` is pass^k, the chance that k askings of an
 * item all pass: C(passes, k) / C(askings, k), averaged over the items asked at least k times.
 */
export const Consistency = z.object({
  items: Count,
  passedAlways: Fraction.nullable(),
  flipped: Fraction.nullable(),
  passAll: z.array(z.object({ k: z.literal([...askings]), items: Count, rate: Fraction })),
});
export type Consistency = z.infer<typeof Consistency>;

/** A model's figures and its place among the others. */
export const RankedModel = ModelFigures.extend({
  ...Adjusted,
  apart: Apart.extend({ join: NamedDataset.nullable() }).nullable(),
  consistency: Consistency,
});
export type RankedModel = z.infer<typeof RankedModel>;

/**
 * A dataset's figures and its place among the others, the hardest being the first. `silentItems` are those of its `comparedItems`, asked of
 * two models at least, that tell none apart: all passed every time, or none ever; over all runs of what was run in the window.
 * It is `saturated` where all models passed at least `SATURATED_SHARE` of the compared items every time.
 */
export const RankedDataset = DatasetFigures.extend({
  ...Adjusted,
  apart: Apart.extend({ join: NamedModel.nullable() }).nullable(),
  comparedItems: Count,
  silentItems: Count,
  saturated: z.boolean(),
});
export type RankedDataset = z.infer<typeof RankedDataset>;
