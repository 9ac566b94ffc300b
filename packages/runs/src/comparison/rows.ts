import { sides } from "@evalboard/contract/words";
import { z } from "zod";

// What the comparison's queries give, parsed here and nowhere else.

const Count = z.int();
const Mean = z.number().nullable();
const Id = z.string().nullable();

/** The runs of one group. */
export const SizeRow = z.object({ runs: Count, results: Count });

/** All results of one group. */
export const ResultsRow = z.object({
  results: Count,
  erroredResults: Count,
  unscoredResults: Count,
  meanLatencyMs: Mean,
  measuredResults: Count,
  meanCostUsd: Mean,
  pricedResults: Count,
});

/** They, what their results come to, and the ids that they have in common. */
export const GroupRow = SizeRow.extend({
  ...ResultsRow.shape,
  firstCompletedMs: z.number().nullable(),
  lastCompletedMs: z.number().nullable(),
  runId: Id,
  modelId: Id,
  datasetId: Id,
  promptId: Id,
  promptVersionId: Id,
  label: z.string().nullable(),
  itemsHash: z.string().nullable(),
  /** Whether any of the runs has a metric. */
  hasMetrics: z.boolean(),
  limitedRuns: Count,
  runsWithoutTexts: Count,
});
export type GroupRow = z.infer<typeof GroupRow>;

/** All items of one group that have a score; `items` counts the others too. */
export const OverallRow = z.object({
  items: Count,
  scoredItems: Count,
  averageScore: Mean,
  /** Of the items' means, unbiased. */
  variance: Mean,
  passedItems: Count,
});
export type OverallRow = z.infer<typeof OverallRow>;

/** The items of either group; of those that both share how many rose and fell, and how many were asked otherwise. */
export const ItemsRow = z.object({
  baseline: OverallRow,
  candidate: OverallRow,
  movedItems: z.object({ rose: Count, fell: Count }),
  changedItems: Count,
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
  baselinePasses: z.boolean(),
  candidatePasses: z.boolean(),
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
  itemName: z.string().nullable(),
  runId: z.uuid(),
  position: Count,
  score: z.number(),
  input: z.string().nullable(),
  expected: z.string().nullable(),
  output: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** A metric over the items that both groups have it of; the deviation of the differences is null below two. */
export const MetricRow = z.object({
  name: z.string(),
  items: Count,
  baseline: z.number(),
  candidate: z.number(),
  difference: z.number(),
  deviation: Mean,
  /** From the least mean of an item to the greatest, on either side. */
  low: z.number(),
  high: z.number(),
});
