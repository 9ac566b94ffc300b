import type {
  CellFigures,
  DatasetFigures,
  MetricFigures,
  ModelFigures,
  PromptVersionFigures,
  SummaryFigures,
} from "@evalboard/contract";
import { meanInterval, type Sample, settled } from "@evalboard/inference";
import type { SampleRow, ScoreRow, SummaryRow } from "./aggregations/columns.ts";
import type { MetricRow } from "./aggregations/metrics.ts";
import type { DatasetRow, ModelRow, PromptVersionRow } from "./aggregations/sums.ts";
import { intervalsOf, type MeanGrounds } from "./intervals.ts";

/** A row of an interval as the contract has it. */
export function summaryFigures(row: SummaryRow, grounds: MeanGrounds): SummaryFigures {
  return { ...cellFigures(row, grounds), ...effortFigures(row) };
}

/** A model's row as the contract has it. */
export function modelFigures(row: ModelRow, grounds: MeanGrounds): ModelFigures {
  return { modelId: row.id, provider: row.provider, name: row.name, ...summaryFigures(row, grounds) };
}

/** A dataset's row as the contract has it; `models` is how many ran it. */
export function datasetFigures(row: DatasetRow, models: number, grounds: MeanGrounds): DatasetFigures {
  return { datasetId: row.id, name: row.name, models, ...summaryFigures(row, grounds) };
}

/** A prompt version's row as the contract has it. */
export function promptVersionFigures(row: PromptVersionRow, grounds: MeanGrounds): PromptVersionFigures {
  const { id, number, promptId, promptName } = row;
  return { promptId, promptName, promptVersionId: id, number, ...summaryFigures(row, grounds) };
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

/** How runs scored and passed as the contract has it. */
export function cellFigures(row: ScoreRow, grounds: MeanGrounds): CellFigures {
  const { scoredItems, passedItems, erroredItems, unscoredItems } = row;
  const { scoreInterval, passInterval } = intervalsOf(grounds);
  return {
    runs: row.runs,
    averageScore: settled(row.averageScore),
    scoredRuns: row.scoredRuns,
    scoreInterval,
    items: answersOf(row),
    scoredItems,
    passedItems,
    passRate: scoredItems === 0 ? null : settled(passedItems / scoredItems),
    passInterval,
    erroredItems,
    errorRate: errorRateOf(row),
    unscoredItems,
  };
}

/** The share of the calls that broke. */
export function errorRateOf(row: ScoreRow): number | null {
  const items = answersOf(row);
  return items === 0 ? null : row.erroredItems / items;
}

function answersOf({ scoredItems, erroredItems, unscoredItems }: ScoreRow): number {
  return scoredItems + erroredItems + unscoredItems;
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
