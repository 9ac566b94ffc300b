import { z } from "zod";
import { GivenProvenance, RunDetail } from "./runs.ts";
import { Amount, Count, Fraction, Instant, Metrics, Name, RunStatus, Tags, Text } from "./values.ts";
import { MAX_METRICS, MAX_RESULTS_PER_CALL } from "./words.ts";

/** What identifies a run and what it evaluated. Model, dataset and prompt are made where they are new. */
export const StartRun = z.strictObject({
  /** The caller's own name for the run: starting it again gives the same run. */
  externalId: Name,
  model: z.strictObject({ provider: Name, name: Name }),
  dataset: z.strictObject({ name: Name }),
  /** A text not seen before under this name becomes the prompt's next version. */
  prompt: z.strictObject({ name: Name, text: Text }),
  ...GivenProvenance.shape,
  tags: Tags.default({}),
  /** From this score on a result passes where its tool gave no verdict of its own. Default: `DEFAULT_PASS_MARK`. */
  passMark: Fraction.optional(),
  /** Whether fewer items were asked than the dataset has, as in a smoke run: it is shown, and left out of the board's figures. */
  limited: z.boolean().optional(),
  /** The name of the metric that the score is, where the tool has a name for it. */
  scoreMetric: Name.optional(),
  /** What is known of the metrics of its results. */
  metrics: z
    .array(z.strictObject({ name: Name, higherIsBetter: z.boolean() }))
    .max(MAX_METRICS)
    .default([]),
  /** Default: when the server hears of it. */
  startedAt: Instant.optional(),
  /**
   * Puts what is sent in the place of the run that has this `externalId`, under its id; what that one held is kept as a
   * revision. The run is running then, and its results follow as those of a new one.
   */
  replace: z.boolean().optional(),
});
export type StartRun = z.input<typeof StartRun>;

export const StartedRun = z.object({
  runId: z.uuid(),
  status: RunStatus,
  /** False where a run of this `externalId` was there already. */
  created: z.boolean(),
  /** Whether a run that was there already has taken the label or tags that were sent. */
  described: z.boolean(),
  /** How many of a completed run's answers wait for a score, which `addResults` takes; absent where none does. */
  unscored: z.int().min(1).optional(),
  /** Of the results of a run that has ended, where whoever recorded them sent it; see `RecordedContent`. */
  contentHash: z.string().optional(),
});
export type StartedRun = z.infer<typeof StartedRun>;

/** One item's answer as a caller records it: scored, broken (`error`), or not scored yet (neither). */
export const NewResult = z
  .strictObject({
    /** Stable between runs: comparisons pair by it. */
    itemKey: Name,
    /** What people call the item in lists; its key where nothing is said. */
    itemName: Name.nullable().default(null),
    /** 1, 2, 3 …: which asking of the same item in this run. */
    repeat: z.int().min(1).max(1_000_000).default(1),
    input: Text.nullable().default(null),
    expected: Text.nullable().default(null),
    output: Text.nullable().default(null),
    /** Null where the call broke, or where nobody has scored the answer yet. */
    score: z.number().min(0).max(1).nullable(),
    /** The tool's own verdict. Where it gave none, the score is held against the run's pass mark. */
    passed: z.boolean().nullable().default(null),
    metrics: Metrics.default({}),
    /** The grader's words. */
    reason: Text.nullable().default(null),
    /** The messages between the question and the answer, such as an agent's steps, for a person to read. */
    transcript: Text.nullable().default(null),
    /** Why the call itself broke. */
    error: Text.nullable().default(null),
    /** Of the call itself: of a cached answer the time that the call once took, and not that of the cache. */
    latencyMs: Amount.nullable().default(null),
    inputTokens: Count.nullable().default(null),
    outputTokens: Count.nullable().default(null),
    /** The list price of the answer, also of a cached one, on which nothing was spent. */
    costUsd: Amount.nullable().default(null),
    /** Whether the answer came from a cache; null where the tool does not say. */
    cached: z.boolean().nullable().default(null),
  })
  .refine((result) => result.score === null || result.error === null, {
    path: ["score"],
    error: "must be null where there is an error: a call that broke has no score",
  })
  .refine((result) => result.score !== null || result.passed === null, {
    path: ["passed"],
    error: "must be null where there is no score",
  });
export type NewResult = z.input<typeof NewResult>;

export const AddResults = z.strictObject({
  runId: z.uuid(),
  results: z.array(NewResult).min(1).max(MAX_RESULTS_PER_CALL),
  /** The name of the metric that late scores are, for a run of which nobody has said it: see `StartRun`. */
  scoreMetric: Name.optional(),
});
export type AddResults = z.input<typeof AddResults>;

/**
 * The three add up to the results sent. `alreadyThere` are those that an earlier call had stored, `scored` those that were
 * stored without a score and have taken the one that was sent, also in a completed run.
 */
export const AddedResults = z.object({ added: z.int(), alreadyThere: z.int(), scored: z.int() });
export type AddedResults = z.infer<typeof AddedResults>;

/**
 * What tells results apart without sending them: the sum, modulo 2^256, of the SHA-256 of each one's canonical JSON, in hex,
 * and how many they are. The same in any order. The server keeps the hash where it has as many results, and never computes it.
 */
export const RecordedContent = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  results: Count,
});
export type RecordedContent = z.infer<typeof RecordedContent>;

export const CompleteRun = z.strictObject({
  runId: z.uuid(),
  /** For a run that ended earlier, such as an imported one. Default: now. Not in the future. */
  completedAt: Instant.optional(),
  /** Of all results that were sent. */
  content: RecordedContent.optional(),
});
export type CompleteRun = z.input<typeof CompleteRun>;

export const FailRun = z.strictObject({
  runId: z.uuid(),
  error: Text.min(1, "must say why the run failed"),
  failedAt: Instant.optional(),
  /** Of all results that were sent. */
  content: RecordedContent.optional(),
});
export type FailRun = z.input<typeof FailRun>;

/** `changed` is false where an earlier call had ended the run: the first one wins. */
export const EndedRun = z.object({ changed: z.boolean(), run: RunDetail });
export type EndedRun = z.infer<typeof EndedRun>;

/** What is about to be recorded, to be compared with what is stored under its `externalId`; it may come in parts. */
export const CompareRecorded = z.strictObject({
  start: StartRun,
  results: z.array(NewResult).max(MAX_RESULTS_PER_CALL).default([]),
});
export type CompareRecorded = z.input<typeof CompareRecorded>;

const Compared = z.union([z.string(), z.number(), z.boolean()]).nullable();
/** A fact of a run, such as `model` or `scoreMetric`, that is another one than is stored. */
export const DifferingFact = z.object({ field: z.string(), stored: Compared, sent: Compared });
export type DifferingFact = z.infer<typeof DifferingFact>;

/** In how many results a field, such as `score`, is another one than is stored, and the first of them; texts are cut. */
export const DifferingResults = z.object({
  field: z.string(),
  n: z.int().min(1),
  example: z.object({
    itemKey: z.string(),
    /** What people call the item, or what it asks, where somebody said it. */
    itemName: z.string().nullable(),
    repeat: z.int(),
    stored: Compared,
    sent: Compared,
  }),
});
export type DifferingResults = z.infer<typeof DifferingResults>;

/**
 * What is sent beside what is stored; nothing is changed. Every result sent counts once, as the same, late, added or different.
 * What is not stored is not contradicted: a file that is read again may say more than what was read of it once.
 */
export const ComparedRecord = z.object({
  runId: z.uuid(),
  status: RunStatus,
  /** How many results are stored. */
  stored: Count,
  /** Facts of the run itself that differ. */
  facts: z.array(DifferingFact),
  same: Count,
  /** Those that bring the score that a stored answer lacks. */
  late: Count,
  /** Those that are not stored. */
  added: Count,
  different: Count,
  /** What the different ones differ in; one may differ in several fields. */
  differing: z.array(DifferingResults),
  /** When the texts of its results were removed, so that they could not be compared; absent where they are there. */
  textsRemovedAt: z.iso.datetime().optional(),
});
export type ComparedRecord = z.infer<typeof ComparedRecord>;

/** What the team calls a run: its own words, which may change after completion. What is left out stays as it is. */
export const DescribeRun = z.strictObject({
  runId: z.uuid(),
  /** Null takes the label away. */
  label: Name.nullable().optional(),
  /** These tags are set; null takes one away. */
  tags: z.record(Name, Name.nullable()).optional(),
});
export type DescribeRun = z.input<typeof DescribeRun>;

/** Deleting is confirmed by the run's name, its `externalId`. */
export const DeleteRun = z.strictObject({ runId: z.uuid(), externalId: Name });
export type DeleteRun = z.input<typeof DeleteRun>;

/** Which runs' texts are removed: completed before this instant, of one dataset or of all. */
export const PruneRuns = z.strictObject({
  /** Not in the future. */
  completedBefore: Instant,
  /** By name. */
  dataset: Name.optional(),
  /** Whether to count alone. */
  dryRun: z.boolean().default(false),
});
export type PruneRuns = z.input<typeof PruneRuns>;

/** What one call removed, and what is left for the next ones, which are told the same. */
export const PrunedRuns = z.object({
  runs: Count,
  results: Count,
  remainingRuns: Count,
  remainingResults: Count,
});
export type PrunedRuns = z.infer<typeof PrunedRuns>;

export const DeletedRun = z.object({ runId: z.uuid(), results: z.int() });
export type DeletedRun = z.infer<typeof DeletedRun>;
