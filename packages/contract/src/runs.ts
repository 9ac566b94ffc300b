import { z } from "zod";
import { Count, Fraction, Instant, Name, Outcome, RunStatus, SortOrder, Tags } from "./values.ts";
import { MAX_NAME_LENGTH, MAX_PAGE, runSorts } from "./words.ts";

/**
 * Where a run comes from, as who records it says: once, when it starts, and not what tells one run from another. A field
 * that is put in here and in `Provenance` goes through recording, the server, our own files and the page; beside these two
 * it needs the entity, a migration and the page's word for it.
 */
export const GivenProvenance = z.object({
  /** The tool that made the run, such as `promptfoo 0.123.1`. */
  source: Name.optional(),
  /** The bare name of the file that it comes from. */
  sourceFile: Name.optional(),
  /** The revision of the code that it was made with, such as a Git commit. */
  commit: Name.optional(),
  /** What the team calls runs of this kind, such as `main` or `nightly`: a gate takes them as its baseline. */
  label: Name.optional(),
});

const givenName = z.string().nullable();
/** The same as a run shows it: null where nobody said it. */
export const Provenance = z.object({
  source: givenName,
  sourceFile: givenName,
  commit: givenName,
  label: givenName,
} satisfies Record<keyof typeof GivenProvenance.shape, z.ZodType>);
export type Provenance = z.infer<typeof Provenance>;
export const provenanceFields = Provenance.keyof().options;

/** A metric of a run: over the results that have it as a number, and how often each word stands where it is words. */
export const RunMetric = z.object({
  name: z.string(),
  /** How many results have a number. */
  n: Count,
  mean: z.number().nullable(),
  /** Standard deviation over the results, unbiased; null below two. */
  deviation: z.number().nonnegative().nullable(),
  /** The most frequent first, at most `MAX_METRIC_WORDS`. */
  words: z.array(z.object({ word: z.string(), n: Count })),
});
export type RunMetric = z.infer<typeof RunMetric>;

/**
 * What a run stores at completion. Latency in ms, cost in US dollars; means and sums over the values that are known, each
 * beside how many results they are of.
 */
export const RunFigures = z.object({
  /** Mean over the scored results; null where none is. */
  averageScore: z.number().nullable(),
  totalItems: z.int().nullable(),
  /** Of the scored results, those that passed. */
  passedItems: z.int().nullable(),
  perfectItems: z.int().nullable(),
  partialItems: z.int().nullable(),
  failedItems: z.int().nullable(),
  erroredItems: z.int().nullable(),
  /** Answers that nobody has scored. */
  unscoredItems: z.int().nullable(),
  /** Mean over the `measuredItems`, those that have a latency. */
  latencyMs: z.number().nullable(),
  measuredItems: z.int().nullable(),
  inputTokens: z.int().nullable(),
  inputCountedItems: z.int().nullable(),
  outputTokens: z.int().nullable(),
  outputCountedItems: z.int().nullable(),
  /** The list price of the `pricedItems`, cached answers alike. */
  costUsd: z.number().nullable(),
  pricedItems: z.int().nullable(),
  /** What was spent: the price of those that no cache gave. Null where the tool does not say which are cached. */
  spentUsd: z.number().nullable(),
  /** By name. */
  metrics: z.array(RunMetric).nullable(),
  /** The same for runs that asked the same items: SHA-256 over their keys, inputs and expected answers, hex. */
  itemsHash: z.string().nullable(),
});

export type RunFigures = z.infer<typeof RunFigures>;

/** A run in the list. Its figures are null until completion. */
export const RunRow = z.object({
  id: z.uuid(),
  externalId: z.string(),
  status: RunStatus,
  /** Null until completion. */
  outcome: Outcome.nullable(),
  model: z.object({ id: z.uuid(), provider: z.string(), name: z.string() }),
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  prompt: z.object({ id: z.uuid(), name: z.string(), versionId: z.uuid(), version: z.int() }),
  ...Provenance.shape,
  tags: z.record(z.string(), z.string()),
  /** From this score on a result passes whose tool gave no verdict. */
  passMark: Fraction,
  /** Whether fewer items were asked than the dataset has: it is left out of the board's figures. */
  limited: z.boolean(),
  /** The name of the metric that the score is; null where nobody said it. */
  scoreMetric: z.string().nullable(),
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  ...RunFigures.shape,
});
export type RunRow = z.infer<typeof RunRow>;

/** A run's own page: the row, its prompt's text and how many results are stored by now. */
export const RunDetail = RunRow.extend({
  promptText: z.string(),
  results: z.int(),
  /** When the texts of its results were removed; their figures are kept. Null while they are there. */
  textsRemovedAt: z.iso.datetime().nullable(),
  /** How often what it held was replaced; `runs.revisions` lists that. */
  revisions: Count,
  /** Which of its metrics are better when higher, or lower, by name; the others nobody has said it of. */
  higherIsBetter: z.record(z.string(), z.boolean()),
  /** The names that it was recorded with, where they were changed or merged since. */
  recorded: z.object({
    model: z.object({ provider: z.string(), name: z.string() }),
    dataset: z.string(),
    prompt: z.string(),
  }),
});
export type RunDetail = z.infer<typeof RunDetail>;

/** What a run held before it was replaced, the earliest 1. */
export const RunRevision = z.object({
  number: z.int(),
  replacedAt: z.iso.datetime(),
  results: Count,
  ...RunRow.pick({
    status: true,
    source: true,
    sourceFile: true,
    scoreMetric: true,
    startedAt: true,
    completedAt: true,
    averageScore: true,
    totalItems: true,
    passedItems: true,
  }).shape,
});
export type RunRevision = z.infer<typeof RunRevision>;

/** The latest first. */
export const RunRevisions = z.array(RunRevision);
export type RunRevisions = z.infer<typeof RunRevisions>;

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
  /** Completed in [completedFrom, completedTo): running and failed runs are left out. */
  completedFrom: Instant.optional(),
  completedTo: Instant.optional(),
  label: Name.optional(),
  limited: z.boolean().optional(),
  /** Has each of these tags. */
  tags: Tags.optional(),
  /** The one run that the caller calls so. */
  externalId: Name.optional(),
  /** Stands in a name of model, provider, dataset or prompt, whatever its case, or begins the external id. */
  text: z.string().trim().min(1).max(MAX_NAME_LENGTH).optional(),
});
export type RunFilter = z.input<typeof RunFilter>;

export const RunSort = z.enum(runSorts);
export type RunSort = z.infer<typeof RunSort>;

/** One page of the runs that the filter lets through. `cursor` is the `nextCursor` of a page with the same sort. */
export const ListRuns = RunFilter.extend({
  sort: RunSort.default("startedAt"),
  order: SortOrder.default("desc"),
  limit: z.int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().max(200).nullish(),
});
export type ListRuns = z.input<typeof ListRuns>;

export const RunPage = z.object({ runs: z.array(RunRow), nextCursor: z.string().nullable() });
export type RunPage = z.infer<typeof RunPage>;

/**
 * A tag in which completed runs differ that are alike in model, dataset and prompt version, and so are averaged: its
 * values there, those with the most runs first, at most `DIFFERING_VALUES`, null where runs lack it.
 */
export const DifferingTag = z.object({
  name: z.string(),
  values: z.array(z.object({ value: z.string().nullable(), runs: Count })),
  totalValues: Count,
});
export type DifferingTag = z.infer<typeof DifferingTag>;

/** The tags in which the latest `TAGGED_RUNS` of these runs differ, by name; at most `MAX_TAGS`. */
export const DifferingTags = z.array(DifferingTag);
export type DifferingTags = z.infer<typeof DifferingTags>;
