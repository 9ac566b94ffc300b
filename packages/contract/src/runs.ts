import { z } from "zod";
import { Fraction, Instant, Name, Outcome, RunStatus, SortOrder } from "./values.ts";
import { MAX_NAME_LENGTH, MAX_PAGE, runSorts } from "./words.ts";

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
  label: z.string().nullable(),
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
