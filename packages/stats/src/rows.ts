import { z } from "zod";

// What a source's queries give, parsed here and nowhere else.

const Count = z.int();
const Figure = z.number();

const ScoreColumns = {
  scoredRuns: Count,
  averageScore: Figure.nullable(),
  scoreVariance: Figure.nullable(),
};
const ItemColumns = { items: Count, failedItems: Count, erroredItems: Count };
const EffortColumns = {
  measuredRuns: Count,
  meanLatencyMs: Figure.nullable(),
  pricedRuns: Count,
  costUsd: Figure.nullable(),
};

export const SummaryRow = z.object({ runs: Count, ...ScoreColumns, ...ItemColumns, ...EffortColumns });
export type SummaryRow = z.infer<typeof SummaryRow>;

/** What a query over no runs gives. */
export const noRuns: SummaryRow = {
  runs: 0,
  scoredRuns: 0,
  averageScore: null,
  scoreVariance: null,
  items: 0,
  failedItems: 0,
  erroredItems: 0,
  measuredRuns: 0,
  meanLatencyMs: null,
  pricedRuns: 0,
  costUsd: null,
};

export const ModelRow = SummaryRow.extend({ id: z.uuid(), provider: z.string(), name: z.string() });
export type ModelRow = z.infer<typeof ModelRow>;

/** `models` is how many models ran it. */
export const DatasetRow = SummaryRow.extend({ id: z.uuid(), name: z.string(), models: Count });
export type DatasetRow = z.infer<typeof DatasetRow>;

export const PromptVersionRow = SummaryRow.extend({
  id: z.uuid(),
  number: Count,
  promptId: z.uuid(),
  promptName: z.string(),
});
export type PromptVersionRow = z.infer<typeof PromptVersionRow>;

export const CellRow = z.object({
  modelId: z.uuid(),
  datasetId: z.uuid(),
  runs: Count,
  ...ScoreColumns,
  ...ItemColumns,
});
export type CellRow = z.infer<typeof CellRow>;

/** The runs of one prompt version with one model on one dataset. */
export const StratumRow = CellRow.extend({ promptVersionId: z.uuid() });
export type StratumRow = z.infer<typeof StratumRow>;

/** `createdMs` counts from 1970. */
export const VersionRow = z.object({
  promptVersionId: z.uuid(),
  number: Count,
  createdMs: Figure,
  promptId: z.uuid(),
  promptName: z.string(),
});
export type VersionRow = z.infer<typeof VersionRow>;

export const OutcomesRow = z.object({
  perfectRuns: Count,
  partialRuns: Count,
  failedRuns: Count,
  erroredRuns: Count,
  perfectItems: Count,
  partialItems: Count,
  failedItems: Count,
  erroredItems: Count,
});
export type OutcomesRow = z.infer<typeof OutcomesRow>;

/** `bin` and `bucket` count from 1; those without runs have no row. */
export const BinRow = z.object({ bin: z.int(), runs: Count });
export type BinRow = z.infer<typeof BinRow>;

export const BucketRow = SummaryRow.extend({ bucket: z.int() });
export type BucketRow = z.infer<typeof BucketRow>;

/** How many results fell into each bin of `latencyQuantile`, from the first on. */
export const LatencyBinsRow = z.object({ bucket: z.int(), bins: z.array(Count) });
export type LatencyBinsRow = z.infer<typeof LatencyBinsRow>;

/** Milliseconds since 1970. */
export const CompletionsRow = z.object({ firstMs: Figure.nullable(), lastMs: Figure.nullable() });
