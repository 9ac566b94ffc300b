import type {
  CellFigures,
  MatrixReport,
  MetricFigures,
  PromptChange,
  RankedDataset,
  RankedModel,
  StatsReport,
} from "@evalboard/contract";
import { askings } from "@evalboard/contract/words";
import { type CsvColumn, saveCsv, saveJson } from "../kit/file.ts";

/** What can be exported of a board. */
export type BoardPart = "report" | "prompts" | "models" | "hardest" | "datasets" | "metrics" | "time";

/** Writes the report as JSON, or one of its tables as CSV, to a file. */
export async function exportBoard(report: StatsReport, part: BoardPart): Promise<void> {
  const narrowed = Object.keys(report.where).length > 0 ? "-narrowed" : "";
  const name = `board${narrowed}-${report.period}-${report.generatedAt.slice(0, 10)}`;
  switch (part) {
    case "report":
      return saveJson(name, report);
    case "prompts":
      return saveCsv(`${name}-prompts`, promptChangeColumns, report.promptChanges);
    case "models":
      return saveCsv(`${name}-models`, modelColumns, report.topModels);
    case "hardest":
      return saveCsv(`${name}-hardest`, datasetColumns, report.hardestDatasets);
    case "datasets":
      return saveCsv(`${name}-datasets`, datasetColumns, report.topDatasets);
    case "metrics":
      return saveCsv(`${name}-metrics`, metricColumns, report.metrics);
    case "time":
      return saveCsv(
        `${name}-time`,
        bucketColumns,
        report.runsOverTime.map((bucket, index) => ({ ...report.latencyOverTime[index], ...bucket })),
      );
  }
}

/** What a row says of its items. */
const passes: readonly CsvColumn<Omit<CellFigures, "runs">>[] = [
  ["items", (row) => row.items],
  ["scoredItems", (row) => row.scoredItems],
  ["passedItems", (row) => row.passedItems],
  ["passRate", (row) => row.passRate],
  ["passLow95", (row) => row.passInterval?.low ?? null],
  ["passHigh95", (row) => row.passInterval?.high ?? null],
  ["erroredItems", (row) => row.erroredItems],
  ["errorRate", (row) => row.errorRate],
  ["unscoredItems", (row) => row.unscoredItems],
];

const figures: readonly CsvColumn<RankedModel | RankedDataset>[] = [
  ["bestPlace", (row) => row.rankRange?.best ?? null],
  ["worstPlace", (row) => row.rankRange?.worst ?? null],
  ["adjustedScore", (row) => row.adjustedScore],
  ["adjustedLow95", (row) => row.adjustedInterval?.low ?? null],
  ["adjustedHigh95", (row) => row.adjustedInterval?.high ?? null],
  ["standsApart", (row) => row.apart?.reason ?? null],
  ["toJoinRun", (row) => row.apart?.join?.name ?? null],
  ["runs", (row) => row.runs],
  ["averageScore", (row) => row.averageScore],
  ["scoreLow95", (row) => row.scoreInterval?.low ?? null],
  ["scoreHigh95", (row) => row.scoreInterval?.high ?? null],
  ["scoredRuns", (row) => row.scoredRuns],
  ...passes,
  ["meanLatencyMs", (row) => row.meanLatencyMs],
  ["measuredRuns", (row) => row.measuredRuns],
  ["measuredItems", (row) => row.measuredItems],
  ["costUsd", (row) => row.costUsd],
  ["pricedRuns", (row) => row.pricedRuns],
  ["pricedItems", (row) => row.pricedItems],
  ["spentUsd", (row) => row.spentUsd],
  ["spentRuns", (row) => row.spentRuns],
];

/** The board's models as a spreadsheet. */
export const modelColumns: readonly CsvColumn<RankedModel>[] = [
  ["provider", (row) => row.provider],
  ["model", (row) => row.name],
  ...figures,
  ["repeatedItems", (row) => row.consistency.items],
  ["passedAlways", (row) => row.consistency.passedAlways],
  ["flipped", (row) => row.consistency.flipped],
  ...askings.map((k): CsvColumn<RankedModel> => [
    `passAll${k}`,
    (row) => row.consistency.passAll.find((one) => one.k === k)?.rate ?? null,
  ]),
];

/** The board's datasets as a spreadsheet. */
const datasetColumns: readonly CsvColumn<RankedDataset>[] = [
  ["dataset", (row) => row.name],
  ["models", (row) => row.models],
  ...figures,
  ["comparedItems", (row) => row.comparedItems],
  ["silentItems", (row) => row.silentItems],
  ["saturated", (row) => (row.saturated ? "yes" : "no")],
];

/** The board's metrics as a spreadsheet. */
const metricColumns: readonly CsvColumn<MetricFigures>[] = [
  ["metric", (row) => row.name],
  ["better", (row) => (row.higherIsBetter === null ? null : row.higherIsBetter ? "higher" : "lower")],
  ["mean", (row) => row.mean],
  ["low95", (row) => row.interval?.low ?? null],
  ["high95", (row) => row.interval?.high ?? null],
  ["runs", (row) => row.runs],
  ["items", (row) => row.items],
];

type Bucket = StatsReport["runsOverTime"][number] & Partial<StatsReport["latencyOverTime"][number]>;

/** Runs and latency of each bucket. */
const bucketColumns: readonly CsvColumn<Bucket>[] = [
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

/** What can be exported of a matrix. */
export type MatrixPart = "report" | "cells";

/** Writes the matrix as JSON, or its pairs as CSV, to a file. */
export async function exportMatrix(report: MatrixReport, part: MatrixPart): Promise<void> {
  const name = `matrix-${report.period}-${report.generatedAt.slice(0, 10)}`;
  if (part === "report") saveJson(name, report);
  else await saveCsv(name, matrixColumns, namedCells(report));
}

/** A pair of model and dataset, with their names. */
type NamedCell = MatrixReport["cells"][number] & {
  readonly provider: string;
  readonly model: string;
  readonly dataset: string;
};

/** The pairs of a matrix as a spreadsheet. */
export const matrixColumns: readonly CsvColumn<NamedCell>[] = [
  ["provider", (cell) => cell.provider],
  ["model", (cell) => cell.model],
  ["dataset", (cell) => cell.dataset],
  ["runs", (cell) => cell.runs],
  ["averageScore", (cell) => cell.averageScore],
  ["scoreLow95", (cell) => cell.scoreInterval?.low ?? null],
  ["scoreHigh95", (cell) => cell.scoreInterval?.high ?? null],
  ["scoredRuns", (cell) => cell.scoredRuns],
  ...passes,
];

/** The cells in the matrix's order, row by row, each with the names of its pair. */
export function namedCells({ models, datasets, cells }: MatrixReport): NamedCell[] {
  const byPair = new Map(cells.map((cell) => [`${cell.modelId} ${cell.datasetId}`, cell]));
  return models.flatMap(({ modelId, provider, name: model }) =>
    datasets.flatMap(({ datasetId, name: dataset }) => {
      const cell = byPair.get(`${modelId} ${datasetId}`);
      return cell === undefined ? [] : [{ ...cell, provider, model, dataset }];
    }),
  );
}

/** The prompt changes of a board as a spreadsheet. */
export const promptChangeColumns: readonly CsvColumn<PromptChange>[] = [
  ["prompt", (row) => row.name],
  ["olderVersion", (row) => row.older.number],
  ["newerVersion", (row) => row.newer.number],
  ["verdict", (row) => row.verdict],
  ["difference", (row) => row.difference],
  ["differenceLow95", (row) => row.interval?.low ?? null],
  ["differenceHigh95", (row) => row.interval?.high ?? null],
  ["pValue", (row) => row.pValue],
  ["adjustedPValue", (row) => row.adjustedPValue],
  ["oneLookLow95", (row) => row.oneLook?.interval.low ?? null],
  ["oneLookHigh95", (row) => row.oneLook?.interval.high ?? null],
  ["oneLookPValue", (row) => row.oneLook?.pValue ?? null],
  ["detectableChange", (row) => row.detectableChange],
  ["olderScore", (row) => row.older.averageScore],
  ["newerScore", (row) => row.newer.averageScore],
  ["olderRuns", (row) => row.older.runs],
  ["newerRuns", (row) => row.newer.runs],
  ["olderComparedRuns", (row) => row.older.comparedRuns],
  ["newerComparedRuns", (row) => row.newer.comparedRuns],
  ["strata", (row) => row.strata],
  ["sharedItems", (row) => row.sharedItems],
  ["olderOnlyItems", (row) => row.baselineOnlyItems],
  ["newerOnlyItems", (row) => row.candidateOnlyItems],
  ["gainedItems", (row) => row.passes?.gained ?? null],
  ["lostItems", (row) => row.passes?.lost ?? null],
  ["passesPValue", (row) => row.passes?.pValue ?? null],
  ["remarks", (row) => row.remarks.join("; ")],
  ["plannedChange", (row) => row.plan?.change ?? null],
  ["moreRuns", (row) => row.plan?.moreRuns ?? null],
  ["moreItems", (row) => row.plan?.moreItems ?? null],
];
