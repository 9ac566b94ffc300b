import { z } from "zod";

/** How long a computed report may be served as fresh, ms. The board's age promise. */
export const STATS_TTL_MS = 60_000;

/** Most rows of a list on the board. */
export const LIST_LIMIT = 10;

/** What the board can be asked for: the current hour or day and those before it, or everything. */
export const Period = z.enum(["24h", "7d", "30d", "90d", "all"]);
export type Period = z.infer<typeof Period>;

const Instant = z.iso.datetime({ precision: 3 });
const Count = z.int().nonnegative();
const Fraction = z.number().min(0).max(1);
const Amount = z.number().nonnegative();

/** One step of the time axis. */
export const BucketUnit = z.enum(["hour", "day", "week", "month"]);
export type BucketUnit = z.infer<typeof BucketUnit>;

/** A half-open interval [from, to) of instants, ISO 8601 in UTC. */
const Interval = z.object({ from: Instant, to: Instant });

/** A two-sided 95 % confidence interval of a mean score, cut to [0, 1]; Student's t over runs. */
export const ScoreInterval = z.object({ low: Fraction, high: Fraction });
export type ScoreInterval = z.infer<typeof ScoreInterval>;

/**
 * Mean of the runs' `averageScore`, every run weighing the same.
 * `scoredRuns` is its n: runs whose results all errored have no score.
 * The interval is null below two scored runs.
 */
const ScoreFigures = {
  averageScore: Fraction.nullable(),
  scoredRuns: Count,
  scoreInterval: ScoreInterval.nullable(),
};

/**
 * Evaluated items and those of them that failed (score 0) or errored (the call broke).
 * Rates are shares of `items`; null where there are none.
 */
const ItemFigures = {
  items: Count,
  failedItems: Count,
  failureRate: Fraction.nullable(),
  erroredItems: Count,
  errorRate: Fraction.nullable(),
};

/**
 * Latency: mean of the runs' mean latency, ms, over the `measuredRuns` that have one.
 * Cost: US dollars over the `pricedRuns` whose source gave one; null where none did.
 */
const EffortFigures = {
  meanLatencyMs: Amount.nullable(),
  measuredRuns: Count,
  costUsd: Amount.nullable(),
  pricedRuns: Count,
};

/** The figures of one window. */
export const SummaryFigures = z.object({
  runs: Count,
  ...ScoreFigures,
  ...ItemFigures,
  ...EffortFigures,
});
export type SummaryFigures = z.infer<typeof SummaryFigures>;

/** A model's figures in the window. */
export const ModelFigures = z.object({
  modelId: z.uuid(),
  provider: z.string(),
  name: z.string(),
  runs: Count,
  ...ScoreFigures,
  ...ItemFigures,
  ...EffortFigures,
});
export type ModelFigures = z.infer<typeof ModelFigures>;

/** A dataset's figures in the window; `models` is how many models ran it. */
export const DatasetFigures = z.object({
  datasetId: z.uuid(),
  name: z.string(),
  runs: Count,
  models: Count,
  ...ScoreFigures,
  ...ItemFigures,
});
export type DatasetFigures = z.infer<typeof DatasetFigures>;

/** How many had which outcome; the four add up to the total. */
export const OutcomeCounts = z.object({
  perfect: Count,
  partial: Count,
  failed: Count,
  errored: Count,
});
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

/** Runs whose average score lies in [from, to); the last bin holds 1 too. */
const HistogramBin = z.object({ from: Fraction, to: Fraction, runs: Count });

const ScoreDistribution = z.object({
  runs: OutcomeCounts,
  items: OutcomeCounts,
  histogram: z.array(HistogramBin).length(10),
});

/** Completed runs of one bucket. */
const RunsBucket = Interval.extend({ runs: Count });

/** Latency of one bucket, ms, over the mean latency of its `measuredRuns`; nulls where there are none. */
const LatencyBucket = Interval.extend({
  measuredRuns: Count,
  meanMs: Amount.nullable(),
  p50Ms: Amount.nullable(),
  p95Ms: Amount.nullable(),
});

/**
 * The board's one reply. Every instant is ISO 8601 in UTC; days are days of `timeZone`.
 * `freshForMs` is what is left of the report's minute when it was sent; `stale` says that
 * it is older than that because it could not be computed anew.
 */
export const StatsReport = z.object({
  period: Period,
  window: Interval.extend({ unit: BucketUnit }),
  timeZone: z.string(),
  generatedAt: Instant,
  freshForMs: z.int().min(0).max(STATS_TTL_MS),
  stale: z.boolean(),
  /** When the first run of all completed; null on a board without runs. */
  firstCompletedAt: Instant.nullable(),
  /** `previous`: the window of equal length before this one; null for `all`. */
  summary: SummaryFigures.extend({ previous: SummaryFigures.nullable() }),
  /** At most 10, by the interval's lower bound; models without an interval come after. */
  topModels: z.array(ModelFigures).max(LIST_LIMIT),
  scoreDistribution: ScoreDistribution,
  /** One entry a bucket, oldest first, none left out. */
  runsOverTime: z.array(RunsBucket),
  /** One entry a bucket, oldest first, none left out. */
  latencyOverTime: z.array(LatencyBucket),
  /** At most 10, most used first. */
  topDatasets: z.array(DatasetFigures).max(LIST_LIMIT),
});
export type StatsReport = z.infer<typeof StatsReport>;
