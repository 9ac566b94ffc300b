import type { DatasetFigures, ModelFigures, StatsReport } from "@evalboard/contract";
import type { CsvColumn } from "./to-csv-table.ts";

type Figures = ModelFigures | DatasetFigures;

const figures: readonly CsvColumn<Figures>[] = [
  ["runs", (row) => row.runs],
  ["averageScore", (row) => row.averageScore],
  ["scoreLow95", (row) => row.scoreInterval?.low ?? null],
  ["scoreHigh95", (row) => row.scoreInterval?.high ?? null],
  ["scoredRuns", (row) => row.scoredRuns],
  ["items", (row) => row.items],
  ["failedItems", (row) => row.failedItems],
  ["failureRate", (row) => row.failureRate],
  ["erroredItems", (row) => row.erroredItems],
  ["errorRate", (row) => row.errorRate],
  ["meanLatencyMs", (row) => row.meanLatencyMs],
  ["measuredRuns", (row) => row.measuredRuns],
  ["costUsd", (row) => row.costUsd],
  ["pricedRuns", (row) => row.pricedRuns],
];

/** The board's models as a spreadsheet. */
export const modelColumns: readonly CsvColumn<ModelFigures>[] = [
  ["provider", (row) => row.provider],
  ["model", (row) => row.name],
  ...figures,
];

/** The board's datasets as a spreadsheet. */
export const datasetColumns: readonly CsvColumn<DatasetFigures>[] = [
  ["dataset", (row) => row.name],
  ["models", (row) => row.models],
  ...figures,
];

type Bucket = StatsReport["runsOverTime"][number] & Partial<StatsReport["latencyOverTime"][number]>;

/** Runs and latency of each bucket. */
export const bucketColumns: readonly CsvColumn<Bucket>[] = [
  ["from", (row) => row.from],
  ["to", (row) => row.to],
  ["runs", (row) => row.runs],
  ["measuredRuns", (row) => row.measuredRuns ?? null],
  ["meanMs", (row) => row.meanMs ?? null],
  ["measuredItems", (row) => row.measuredItems ?? null],
  ["p50Ms", (row) => row.p50Ms ?? null],
  ["p95Ms", (row) => row.p95Ms ?? null],
  ["p99Ms", (row) => row.p99Ms ?? null],
];
