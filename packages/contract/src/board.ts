import { z } from "zod";
import { Answers } from "./answers.ts";
import { PromptChange } from "./changes.ts";
import {
  ComparedSummary,
  MetricFigures,
  NamedModel,
  RankedDataset,
  RankedModel,
  ScoreInterval,
} from "./figures.ts";
import { Count, Fraction, Interval, ReportHead, SentInstant, Total } from "./values.ts";
import { LEADING_MODELS, LIST_LIMIT, MAX_APPEARANCES, scoreBins } from "./words.ts";

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

/**
 * A model's score in one bucket, adjusted as in the ranking: what it would average there on the common mix of the window, by what the
 * ranking's fit predicts of it on each dataset. `runs` are the scored runs that it rests on, `items` their scored answers; of a model
 * that stands apart, all that it has. Null where it stands apart, or has none.
 */
const ScorePoint = Interval.extend({
  runs: Count,
  items: Count,
  score: Fraction.nullable(),
  /** 95 %, for items and runs such as these. */
  interval: ScoreInterval.nullable(),
});

const ScoreLine = z.object({
  model: NamedModel,
  /** One entry a bucket, oldest first, none left out. */
  points: z.array(ScorePoint),
});
export type ScoreLine = z.infer<typeof ScoreLine>;

/**
 * What was first run in the window, of all that `where` lets through, at the completion of its first run. Version 1 of a prompt that was
 * run before in another version is none.
 */
const Appearance = z.discriminatedUnion("kind", [
  z.object({ at: SentInstant, kind: z.literal("model"), model: NamedModel }),
  z.object({
    at: SentInstant,
    kind: z.literal("prompt version"),
    promptId: z.uuid(),
    name: z.string(),
    number: z.int().positive(),
  }),
]);
export type Appearance = z.infer<typeof Appearance>;

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
  /** At most 5 models, in the order of `topModels`. */
  scoreOverTime: z.array(ScoreLine).max(LEADING_MODELS),
  /** At most 50, those that appeared last, oldest first. */
  appearances: z.array(Appearance).max(MAX_APPEARANCES),
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

/** Latency over time of the models with the most measured runs, at most 5, those with the most first. */
export const LatencyByModel = ReportHead.extend({
  models: z
    .array(
      z.object({
        model: NamedModel,
        /** One entry a bucket, oldest first, none left out. */
        buckets: z.array(LatencyBucket),
      }),
    )
    .max(LEADING_MODELS),
});
export type LatencyByModel = z.infer<typeof LatencyByModel>;
