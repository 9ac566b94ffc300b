import { z } from "zod";
import { Answers } from "./answers.ts";
import { PromptChange } from "./changes.ts";
import { ComparedSummary, MetricFigures, RankedDataset, RankedModel } from "./figures.ts";
import { Count, Fraction, Interval, ReportHead, Total } from "./values.ts";
import { LIST_LIMIT, scoreBins } from "./words.ts";

/** How many had which outcome; they add up to the total. */
export const OutcomeCounts = z.object({
  perfect: Count,
  partial: Count,
  failed: Count,
  errored: Count,
  unscored: Count,
});
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

/** Runs whose average score lies in [from, to); the last bin holds 1 too. */
const HistogramBin = z.object({ from: Fraction, to: Fraction, runs: Count });

const ScoreDistribution = z.object({
  runs: OutcomeCounts,
  items: OutcomeCounts,
  histogram: z.array(HistogramBin).length(scoreBins.length),
});

/** Completed runs of one bucket. */
const RunsBucket = Interval.extend({ runs: Count });

/**
 * Latency of one bucket, ms. The mean is that of the mean latencies of its `measuredRuns`; the percentiles are of its
 * `measuredItems`, each the latency at its rank within 1 %, from one millisecond to a day. Nulls where there are none.
 */
const LatencyBucket = Interval.extend({
  measuredRuns: Count,
  meanMs: Total.nullable(),
  measuredItems: Count,
  p50Ms: Total.nullable(),
  p95Ms: Total.nullable(),
  p99Ms: Total.nullable(),
});

/** The board's one reply. */
export const StatsReport = ReportHead.extend({
  answers: Answers,
  summary: ComparedSummary,
  /** At most 10, by the adjusted score; models that stand apart come after, by their average. */
  topModels: z.array(RankedModel).max(LIST_LIMIT),
  scoreDistribution: ScoreDistribution,
  /** One entry a bucket, oldest first, none left out. */
  runsOverTime: z.array(RunsBucket),
  /** One entry a bucket, oldest first, none left out. */
  latencyOverTime: z.array(LatencyBucket),
  /** At most 10, most used first. */
  topDatasets: z.array(RankedDataset).max(LIST_LIMIT),
  /** At most 10, by the adjusted score, lowest first; datasets that stand apart come after. */
  hardestDatasets: z.array(RankedDataset).max(LIST_LIMIT),
  /**
   * At most 10, the newest change first, those with nothing to compare last. A prompt is here when a version of it was run in the
   * window that has one with a scored run before it.
   */
  promptChanges: z.array(PromptChange).max(LIST_LIMIT),
  /** How many prompt changes of the window were tested, and so corrected for, in the list or not. */
  testedPromptChanges: Count,
  /** At most 10, those with the most runs first. */
  metrics: z.array(MetricFigures).max(LIST_LIMIT),
});
export type StatsReport = z.infer<typeof StatsReport>;
