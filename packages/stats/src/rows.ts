import { z } from "zod";

// What the aggregations' queries give, parsed here and nowhere else.

const Count = z.int();
const Figure = z.number();

const ScoreColumns = {
  scoredRuns: Count,
  averageScore: Figure.nullable(),
  scoreDeviation: Figure.nullable(),
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

export const ModelRow = SummaryRow.extend({ id: z.uuid(), provider: z.string(), name: z.string() });
export type ModelRow = z.infer<typeof ModelRow>;

export const DatasetRow = z.object({
  id: z.uuid(),
  name: z.string(),
  runs: Count,
  models: Count,
  ...ScoreColumns,
  ...ItemColumns,
});
export type DatasetRow = z.infer<typeof DatasetRow>;

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

export const RunsRow = z.object({ bucket: z.int(), runs: Count });
export type RunsRow = z.infer<typeof RunsRow>;

export const LatencyRow = z.object({
  bucket: z.int(),
  measuredRuns: Count,
  meanLatencyMs: Figure.nullable(),
  p50Ms: Figure.nullable(),
  p95Ms: Figure.nullable(),
});
export type LatencyRow = z.infer<typeof LatencyRow>;

export const FirstCompletionRow = z.object({
  firstCompletedMs: Figure.nullable().transform((ms) => (ms === null ? null : new Date(ms))),
});
