import { z } from "zod";
import { Count, Fraction, Total } from "./values.ts";
import { verdicts } from "./words.ts";

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
 * Evaluated items. `passRate` is the share of the `scoredItems` that passed, with a 95 % confidence interval: of a ratio
 * over the runs, and never narrower than Wilson's of the items. `errorRate` is the share of all `items` whose call broke.
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

/**
 * What a prompt change did. `improved` and `worse` are tested at 5 %, corrected for the number of prompts;
 * `too few runs` says that a change of `VISIBLE_CHANGE` could have been missed more often than one time in five.
 */
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

const Difference = z.number().min(-1).max(1);

/** One version's side of a change. */
const VersionSide = z.object({
  promptVersionId: z.uuid(),
  number: z.int().positive(),
  /** Its scored runs in the window. */
  runs: Count,
  /** Those of them whose model and dataset the other version was run with too: what the difference rests on. */
  comparedRuns: Count,
  /** Mean score of the compared runs, its strata weighted as in the difference; null where none compares. */
  averageScore: Fraction.nullable(),
});

/**
 * A prompt's newest version in the window against the one before it there, compared within the same model
 * and dataset (a stratum) and combined over strata. Nulls where the runs allow no such figure.
 */
export const PromptChange = z.object({
  promptId: z.uuid(),
  name: z.string(),
  newer: VersionSide,
  older: VersionSide,
  /** Pairs of model and dataset that both versions were run with. */
  strata: Count,
  /** Mean score of the newer version less that of the older. */
  difference: Difference.nullable(),
  /** 95 % confidence interval of the difference, not corrected for other prompts. */
  differenceInterval: z.object({ low: Difference, high: Difference }).nullable(),
  /** Two-sided, by itself. */
  pValue: Fraction.nullable(),
  /** Corrected by Holm for all prompts tested in the window; the verdict goes by it. */
  adjustedPValue: Fraction.nullable(),
  /** The smallest true change that these runs would have shown, four times in five, at 5 %. */
  detectableChange: Total.nullable(),
  verdict: Verdict,
});
export type PromptChange = z.infer<typeof PromptChange>;
