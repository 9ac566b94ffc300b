import type {
  CellFigures,
  DatasetFigures,
  MetricFigures,
  ModelFigures,
  PromptVersionFigures,
  SummaryFigures,
} from "@evalboard/contract";
import { meanInterval, passInterval, type Sample, scoreInterval } from "@evalboard/inference";
import type { SampleRow, ScoreRow, SummaryRow } from "./aggregations/columns.ts";
import type { MetricRow } from "./aggregations/metrics.ts";
import type { CellRow, DatasetRow, ModelRow, PromptVersionRow } from "./aggregations/sums.ts";

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

/** A metric's row as the contract has it. */
export function metricFigures({ variance, ...row }: MetricRow): MetricFigures {
  const mean = row.mean === null ? null : settledMetric(row.mean);
  const interval = mean === null ? null : meanInterval({ n: row.runs, mean, variance });
  return {
    ...row,
    mean,
    interval: interval && { low: settledMetric(interval.low), high: settledMetric(interval.high) },
  };
}

/** Metrics are of any scale, and runs may differ in their last digits alone: twelve digits of each. */
const settledMetric = (figure: number) => Number(figure.toPrecision(12));

/** The score of a pair or a stratum as the contract has it. */
export function cellFigures(row: CellRow): CellFigures {
  return { runs: row.runs, ...scoreFigures(row), ...itemFigures(row) };
}

function scoreFigures(row: SampleRow) {
  const sample = sampleOf(row);
  const interval = sample && scoreInterval(sample);
  return {
    averageScore: sample?.mean ?? null,
    scoredRuns: row.scoredRuns,
    scoreInterval: interval && { low: settled(interval.low), high: settled(interval.high) },
  };
}

function itemFigures(row: ScoreRow) {
  const { scoredItems, passedItems, erroredItems, unscoredItems } = row;
  const items = scoredItems + erroredItems + unscoredItems;
  const interval = passInterval({ ...row, n: row.scoredRuns, passed: passedItems, scored: scoredItems });
  return {
    items,
    scoredItems,
    passedItems,
    passRate: scoredItems === 0 ? null : settled(passedItems / scoredItems),
    passInterval: interval && { low: settled(interval.low), high: settled(interval.high) },
    erroredItems,
    errorRate: items === 0 ? null : erroredItems / items,
    unscoredItems,
  };
}

function effortFigures(row: SummaryRow) {
  return {
    meanLatencyMs: settled(row.meanLatencyMs),
    measuredRuns: row.measuredRuns,
    measuredItems: row.measuredItems,
    costUsd: settled(row.costUsd),
    pricedRuns: row.pricedRuns,
    pricedItems: row.pricedItems,
    spentUsd: settled(row.spentUsd),
    spentRuns: row.spentRuns,
  };
}

/** The scored runs of a row in figures; null where there are none. */
export function sampleOf(row: SampleRow): Sample | null {
  if (row.averageScore === null) return null;
  return {
    n: row.scoredRuns,
    mean: settled(row.averageScore),
    // Runs that scored alike have none, though the database may be left with a crumb of 1e-33.
    variance: row.scoreVariance === null ? null : Number(row.scoreVariance.toFixed(15)),
    items: row.scoredItems,
  };
}

/**
 * A probability to ten significant digits, those of the samples that it comes from. However small, it is not 0: that
 * would say that something cannot be.
 */
export function settledProbability(probability: number | null): number | null {
  return probability === null ? null : Number(probability.toPrecision(10));
}

/**
 * A figure without the digits that depend on the order in which the database added its rows:
 * the same runs give the same bytes, and models that tie on paper tie in the ranking.
 */
export function settled(figure: number): number;
export function settled(figure: number | null): number | null;
export function settled(figure: number | null): number | null {
  return figure === null ? null : Number(figure.toFixed(10));
}
