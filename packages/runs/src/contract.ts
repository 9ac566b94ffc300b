import { z } from "zod";

/** Most results that one call may carry. */
export const MAX_RESULTS_PER_CALL = 1_000;

/** Longest name, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 200;

/** Names that people read: NFC, trimmed, 1 to 200 characters, no control characters. */
const Name = z
  .string()
  .transform((text) => text.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "must not be empty")
      .max(MAX_NAME_LENGTH, `must have at most ${MAX_NAME_LENGTH} characters`)
      .refine(
        (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
        "must not hold control characters or lone surrogates",
      ),
  );

/** An instant with its zone; sent on as ISO 8601 in UTC. */
const Instant = z.iso
  .datetime({
    offset: true,
    error: "must be an ISO 8601 date-time with a zone, such as 2026-01-31T09:00:00Z",
  })
  .transform((text) => new Date(text).toISOString())
  // A slip of a time unit puts a run into 1970, and the whole board's axis with it.
  .refine((text) => text >= "2000", "must be in the year 2000 or later");

/** Any text a model or a grader wrote. U+0000 and lone surrogates are stored as U+FFFD and flagged. */
const Text = z.string().max(1_000_000);
const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const Amount = z.number().min(0).max(1e12);

export const RunStatus = z.enum(["running", "completed", "failed"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** Of a result by its score, of a run by its average score: 1, between, 0, none. */
export const Outcome = z.enum(["perfect", "partial", "failed", "errored"]);
export type Outcome = z.infer<typeof Outcome>;

/** What identifies a run and what it evaluated. Model, dataset and prompt are made where they are new. */
export const StartRun = z.strictObject({
  /** The caller's own name for the run: starting it again gives the same run. */
  externalId: Name,
  model: z.strictObject({ provider: Name, name: Name }),
  dataset: z.strictObject({ name: Name }),
  /** A text not seen before under this name becomes the prompt's next version. */
  prompt: z.strictObject({ name: Name, text: Text }),
  /** The tool that made the run, such as `promptfoo 0.123.1`. */
  source: Name.optional(),
  /** The bare name of the file that it comes from. */
  sourceFile: Name.optional(),
  /** The revision of the code that it was made with, such as a Git commit. */
  commit: Name.optional(),
  /** Default: when the server hears of it. */
  startedAt: Instant.optional(),
});
export type StartRun = z.input<typeof StartRun>;

export const StartedRun = z.object({
  runId: z.uuid(),
  status: RunStatus,
  /** False where a run of this `externalId` was there already. */
  created: z.boolean(),
});
export type StartedRun = z.infer<typeof StartedRun>;

/** One item's answer as a caller records it. Exactly one of `score` and `error` is there. */
export const NewResult = z
  .strictObject({
    /** Stable between runs: comparisons pair by it. */
    itemKey: Name,
    /** 1, 2, 3 …: which asking of the same item in this run. */
    repeat: z.int().min(1).max(1_000_000).default(1),
    input: Text.nullable().default(null),
    expected: Text.nullable().default(null),
    output: Text.nullable().default(null),
    score: z.number().min(0).max(1).nullable(),
    /** The grader's words. */
    reason: Text.nullable().default(null),
    /** Why the call itself broke. */
    error: Text.nullable().default(null),
    /** Measured, not of a cached answer. */
    latencyMs: Amount.nullable().default(null),
    inputTokens: Count.nullable().default(null),
    outputTokens: Count.nullable().default(null),
    costUsd: Amount.nullable().default(null),
  })
  .refine((result) => (result.score === null) === (result.error !== null), {
    path: ["score"],
    error: "must be a number from 0 to 1, or null with an error that says why the call broke",
  });
export type NewResult = z.input<typeof NewResult>;

export const AddResults = z.strictObject({
  runId: z.uuid(),
  results: z.array(NewResult).min(1).max(MAX_RESULTS_PER_CALL),
});
export type AddResults = z.input<typeof AddResults>;

/** Both add up to the results sent; `alreadyThere` are those that an earlier call had stored. */
export const AddedResults = z.object({ added: z.int(), alreadyThere: z.int() });
export type AddedResults = z.infer<typeof AddedResults>;

export const CompleteRun = z.strictObject({
  runId: z.uuid(),
  /** For a run that ended earlier, such as an imported one. Default: now. Not in the future. */
  completedAt: Instant.optional(),
});
export type CompleteRun = z.input<typeof CompleteRun>;

export const FailRun = z.strictObject({
  runId: z.uuid(),
  error: Text.min(1, "must say why the run failed"),
  failedAt: Instant.optional(),
});
export type FailRun = z.input<typeof FailRun>;

/** A run in the list. Facts are null until completion; latency in ms, cost in US dollars. */
export const RunRow = z.object({
  id: z.uuid(),
  externalId: z.string(),
  status: RunStatus,
  /** Null until completion. */
  outcome: Outcome.nullable(),
  model: z.object({ id: z.uuid(), provider: z.string(), name: z.string() }),
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  prompt: z.object({ id: z.uuid(), name: z.string(), versionId: z.uuid(), version: z.int() }),
  source: z.string().nullable(),
  sourceFile: z.string().nullable(),
  commit: z.string().nullable(),
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  /** Mean over the scored results; null where all errored. */
  averageScore: z.number().nullable(),
  totalItems: z.int().nullable(),
  perfectItems: z.int().nullable(),
  partialItems: z.int().nullable(),
  failedItems: z.int().nullable(),
  erroredItems: z.int().nullable(),
  /** Mean over the results that have a measured latency. */
  latencyMs: z.number().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
});
export type RunRow = z.infer<typeof RunRow>;

/** A run's own page: the row, its prompt's text and how many results are stored by now. */
export const RunDetail = RunRow.extend({ promptText: z.string(), results: z.int() });
export type RunDetail = z.infer<typeof RunDetail>;

/** `changed` is false where an earlier call had ended the run: the first one wins. */
export const EndedRun = z.object({ changed: z.boolean(), run: RunDetail });
export type EndedRun = z.infer<typeof EndedRun>;

export const RunId = z.strictObject({ runId: z.uuid() });
export type RunId = z.infer<typeof RunId>;

const Fraction = z.number().min(0).max(1);

/** Which runs: all that is given must hold. */
export const RunFilter = z.strictObject({
  modelId: z.uuid().optional(),
  datasetId: z.uuid().optional(),
  promptId: z.uuid().optional(),
  promptVersionId: z.uuid().optional(),
  status: RunStatus.optional(),
  /** Average score from `minScore` to `maxScore`, both included. */
  minScore: Fraction.optional(),
  maxScore: Fraction.optional(),
  /** Started in [startedFrom, startedTo). */
  startedFrom: Instant.optional(),
  startedTo: Instant.optional(),
  /** Stands in a name of model, provider, dataset or prompt, whatever its case, or begins the external id. */
  text: z.string().trim().min(1).max(MAX_NAME_LENGTH).optional(),
});
export type RunFilter = z.input<typeof RunFilter>;

/** What the list can be sorted by; runs without the figure come last. */
export const RunSort = z.enum(["startedAt", "averageScore", "latencyMs", "costUsd"]);
export type RunSort = z.infer<typeof RunSort>;

export const SortOrder = z.enum(["desc", "asc"]);
export type SortOrder = z.infer<typeof SortOrder>;

/** How a page is asked for. Infinite queries of react-query say a direction; there is one. */
const direction = z.literal("forward").optional();

/** One page of the runs that the filter lets through. `cursor` is the `nextCursor` of a page with the same sort. */
export const ListRuns = RunFilter.extend({
  sort: RunSort.default("startedAt"),
  order: SortOrder.default("desc"),
  limit: z.int().min(1).max(100).default(50),
  cursor: z.string().max(200).nullish(),
  direction,
});
export type ListRuns = z.input<typeof ListRuns>;

export const RunPage = z.object({ runs: z.array(RunRow), nextCursor: z.string().nullable() });
export type RunPage = z.infer<typeof RunPage>;

/** What results can be sorted by; those without the figure come last. */
export const ResultSort = z.enum(["position", "score", "latencyMs"]);
export type ResultSort = z.infer<typeof ResultSort>;

/**
 * One page of a run's results. `cursor` is the `nextCursor` of a page with the same sort; in order of arrival it is the
 * position of the last result read, so that a run that is going on can be read on.
 */
export const ListResults = z.strictObject({
  runId: z.uuid(),
  outcome: Outcome.optional(),
  /** Stands in the item's key or in one of its texts, whatever its case. */
  text: z.string().min(1).max(MAX_NAME_LENGTH).optional(),
  sort: ResultSort.default("position"),
  order: SortOrder.default("asc"),
  limit: z.int().min(1).max(MAX_RESULTS_PER_CALL).default(100),
  cursor: z.string().max(200).nullish(),
  /** Whole texts instead of their beginnings, for an export. */
  whole: z.boolean().default(false),
  direction,
});
export type ListResults = z.input<typeof ListResults>;

/** Longest text of a result in a list, characters; `runs.result` has the whole. */
export const PREVIEW_LENGTH = 500;

/** One result. In a list its texts are cut to `PREVIEW_LENGTH` characters, unless they were asked for whole. */
export const ResultRow = z.object({
  position: z.int(),
  itemKey: z.string(),
  repeat: z.int(),
  outcome: Outcome,
  input: z.string().nullable(),
  expected: z.string().nullable(),
  output: z.string().nullable(),
  score: z.number().nullable(),
  reason: z.string().nullable(),
  error: z.string().nullable(),
  latencyMs: z.number().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
  /** True where a text held U+0000 or a lone surrogate, stored as U+FFFD. */
  textReplaced: z.boolean(),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const ResultPage = z.object({ results: z.array(ResultRow), nextCursor: z.string().nullable() });
export type ResultPage = z.infer<typeof ResultPage>;

export const ResultId = z.strictObject({ runId: z.uuid(), position: z.int().min(1) });
export type ResultId = z.infer<typeof ResultId>;

/** Results whose score lies in [from, to); the last of the ten bins holds 1 too. Errored ones are in none. */
export const ScoreHistogram = z
  .array(z.object({ from: Fraction, to: Fraction, results: z.int() }))
  .length(10);
export type ScoreHistogram = z.infer<typeof ScoreHistogram>;

/** Deleting is confirmed by the run's name, its `externalId`. */
export const DeleteRun = z.strictObject({ runId: z.uuid(), externalId: Name });
export type DeleteRun = z.input<typeof DeleteRun>;

export const DeletedRun = z.object({ runId: z.uuid(), results: z.int() });
export type DeletedRun = z.infer<typeof DeletedRun>;
