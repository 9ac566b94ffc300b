import type { DatasetFigures, ModelFigures, SummaryFigures } from "../contract.ts";
import type { DatasetRow, ModelRow, SummaryRow } from "../rows.ts";
import { scoreInterval } from "./score-interval.ts";
import { settled } from "./settled.ts";

/** A row of an interval as the contract has it. */
export function summaryFigures(row: SummaryRow): SummaryFigures {
  return { runs: row.runs, ...scoreFigures(row), ...itemFigures(row), ...effortFigures(row) };
}

/** A model's row as the contract has it. */
export function modelFigures(row: ModelRow): ModelFigures {
  return { modelId: row.id, provider: row.provider, name: row.name, ...summaryFigures(row) };
}

/** A dataset's row as the contract has it. */
export function datasetFigures(row: DatasetRow): DatasetFigures {
  const { id, name, runs, models } = row;
  return { datasetId: id, name, runs, models, ...scoreFigures(row), ...itemFigures(row) };
}

function scoreFigures(row: Pick<SummaryRow, "scoredRuns" | "averageScore" | "scoreDeviation">) {
  return {
    averageScore: settled(row.averageScore),
    scoredRuns: row.scoredRuns,
    scoreInterval: scoreInterval(row),
  };
}

function itemFigures({
  items,
  failedItems,
  erroredItems,
}: Pick<SummaryRow, "items" | "failedItems" | "erroredItems">) {
  return {
    items,
    failedItems,
    failureRate: items === 0 ? null : failedItems / items,
    erroredItems,
    errorRate: items === 0 ? null : erroredItems / items,
  };
}

function effortFigures(row: SummaryRow) {
  return {
    meanLatencyMs: settled(row.meanLatencyMs),
    measuredRuns: row.measuredRuns,
    costUsd: settled(row.costUsd),
    pricedRuns: row.pricedRuns,
  };
}
