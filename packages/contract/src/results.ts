import { z } from "zod";
import { Fraction, Name, Outcome, SortOrder } from "./values.ts";
import { MAX_NAME_LENGTH, MAX_RESULTS_PER_CALL, resultSorts, scoreBins } from "./words.ts";

export const ResultSort = z.enum(resultSorts);
export type ResultSort = z.infer<typeof ResultSort>;

/**
 * One page of a run's results. `cursor` is the `nextCursor` of a page with the same sort; in order of arrival it is the
 * position of the last result read, so that a run that is going on can be read on.
 */
export const ListResults = z.strictObject({
  runId: z.uuid(),
  outcome: Outcome.optional(),
  /** Scored results that passed, or that did not. */
  passed: z.boolean().optional(),
  /** Results that have this metric: a number within [min, max], or the word. */
  metric: z
    .strictObject({
      name: Name,
      min: z.number().optional(),
      max: z.number().optional(),
      word: Name.optional(),
    })
    .optional(),
  /** Stands in the item's key, its name or in one of its texts, whatever its case. */
  text: z.string().min(1).max(MAX_NAME_LENGTH).optional(),
  sort: ResultSort.default("position"),
  order: SortOrder.default("asc"),
  limit: z.int().min(1).max(MAX_RESULTS_PER_CALL).default(100),
  cursor: z.string().max(200).nullish(),
  /** Whole texts instead of their beginnings, for an export. */
  whole: z.boolean().default(false),
});
export type ListResults = z.input<typeof ListResults>;

/** One result. In a list its texts are cut to `PREVIEW_LENGTH` characters, unless they were asked for whole. */
export const ResultRow = z.object({
  position: z.int(),
  itemKey: z.string(),
  /** What people call the item; null where its key is all there is. */
  itemName: z.string().nullable(),
  repeat: z.int(),
  outcome: Outcome,
  input: z.string().nullable(),
  expected: z.string().nullable(),
  output: z.string().nullable(),
  score: z.number().nullable(),
  /** Null where there is no score. */
  passed: z.boolean().nullable(),
  metrics: z.record(z.string(), z.union([z.number(), z.string()])),
  reason: z.string().nullable(),
  /** The messages between the question and the answer. Null in a list, too, unless whole texts were asked for. */
  transcript: z.string().nullable(),
  error: z.string().nullable(),
  latencyMs: z.number().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
  /** Whether the answer came from a cache; null where the tool did not say. */
  cached: z.boolean().nullable(),
  /** True where a text held U+0000 or a lone surrogate, stored as U+FFFD. */
  textReplaced: z.boolean(),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const ResultPage = z.object({ results: z.array(ResultRow), nextCursor: z.string().nullable() });
export type ResultPage = z.infer<typeof ResultPage>;

export const ResultId = z.strictObject({ runId: z.uuid(), position: z.int().min(1) });
export type ResultId = z.infer<typeof ResultId>;

/** Results whose score lies in [from, to); the last of the ten bins holds 1 too. Those without a score are in none. */
export const ScoreHistogram = z
  .array(z.object({ from: Fraction, to: Fraction, results: z.int() }))
  .length(scoreBins.length);
export type ScoreHistogram = z.infer<typeof ScoreHistogram>;
