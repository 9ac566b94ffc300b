import type {
  CellFigures,
  DatasetFigures,
  ModelFigures,
  PromptVersionFigures,
  SummaryFigures,
} from "@evalboard/contract";
import { scoreInterval } from "@evalboard/inference";
import type { CellRow, DatasetRow, ModelRow, PromptVersionRow, SummaryRow } from "../rows.ts";
import { sampleOf, type ScoreRow } from "./sample-of.ts";
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
  return { datasetId: row.id, name: row.name, models: row.models, ...summaryFigures(row) };
}

/** A prompt version's row as the contract has it. */
export function promptVersionFigures(row: PromptVersionRow): PromptVersionFigures {
  const { id, number, promptId, promptName } = row;
  return { promptId, promptName, promptVersionId: id, number, ...summaryFigures(row) };
}

/** The score of a pair or a stratum as the contract has it. */
export function cellFigures(row: CellRow): CellFigures {
  return { runs: row.runs, items: row.items, ...scoreFigures(row) };
}

function scoreFigures(row: ScoreRow) {
  const sample = sampleOf(row);
  const interval = sample && scoreInterval(sample);
  return {
    averageScore: sample?.mean ?? null,
    scoredRuns: row.scoredRuns,
    scoreInterval: interval && { low: settled(interval.low), high: settled(interval.high) },
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
