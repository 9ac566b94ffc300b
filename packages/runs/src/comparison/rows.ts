import { sides } from "@evalboard/contract/words";
import { z } from "zod";

// What the comparison's queries give, parsed here and nowhere else.

const Count = z.int();
const Mean = z.number().nullable();
const Id = z.string().nullable();

/** The runs of one group. */
export const SizeRow = z.object({ runs: Count, results: Count });

/** They, and the ids that they have in common. */
export const GroupRow = SizeRow.extend({
  firstCompletedMs: z.number().nullable(),
  lastCompletedMs: z.number().nullable(),
  runId: Id,
  modelId: Id,
  datasetId: Id,
  promptId: Id,
  promptVersionId: Id,
  label: z.string().nullable(),
});
export type GroupRow = z.infer<typeof GroupRow>;

/** All results of one group. */
export const ResultsRow = z.object({
  results: Count,
  erroredResults: Count,
  meanLatencyMs: Mean,
  measuredResults: Count,
  meanCostUsd: Mean,
  pricedResults: Count,
});
export type ResultsRow = z.infer<typeof ResultsRow>;

/** All items of one group that have a score; `items` counts the others too. */
const OverallRow = z.object({
  items: Count,
  scoredItems: Count,
  averageScore: Mean,
  /** Of the items' means, unbiased. */
  variance: Mean,
  passedItems: Count,
});
export type OverallRow = z.infer<typeof OverallRow>;

/** The items that both groups share, and all of either. */
export const ItemsRow = z.object({
  sharedItems: Count,
  baseline: Mean,
  candidate: Mean,
  difference: Mean,
  deviation: Mean,
  both: Count,
  neither: Count,
  gained: Count,
  lost: Count,
  /** Whether all means are 0 or 1; false where no item is shared. */
  isPassOrFail: z.boolean(),
  overall: z.object({ baseline: OverallRow, candidate: OverallRow }),
});
export type ItemsRow = z.infer<typeof ItemsRow>;

export const ComparedRow = z.object({
  datasetId: z.uuid(),
  itemKey: z.string(),
  baseline: z.number(),
  candidate: z.number(),
  difference: z.number(),
  baselineResults: Count,
  candidateResults: Count,
  /** The size of the difference in billionths. */
  moved: Count,
});
export type ComparedRow = z.infer<typeof ComparedRow>;

/** Where an item stands among those that moved most. */
export type ItemPlace = Pick<ComparedRow, "moved" | "datasetId" | "itemKey">;

/** The latest scored answer of a side to an item; texts may be one character longer than a preview. */
export const AnswerRow = z.object({
  side: z.enum(sides),
  datasetId: z.uuid(),
  itemKey: z.string(),
  runId: z.uuid(),
  position: Count,
  score: z.number(),
  input: z.string().nullable(),
  expected: z.string().nullable(),
  output: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;
