import { type ComparedSummary, LIST_LIMIT, type MetricFigures, type StatsReport } from "@evalboard/contract";
import { scoreBins } from "@evalboard/contract/words";
import type { OutcomesRow, SummaryRow } from "./aggregations/columns.ts";
import type { FigureSource } from "./aggregations/source.ts";
import type { BinRow } from "./aggregations/spread.ts";
import { datasetFigures, metricFigures, modelFigures, summaryFigures } from "./figures.ts";
import { bestModelFirst, hardestDatasetFirst, mostUsedFirst } from "./order.ts";
import { changesInWindow } from "./prompt-changes.ts";
import { latencySeries, runsSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** The board. */
export async function boardReport(snapshot: Snapshot): Promise<StatsReport> {
  const { head, window, source } = snapshot;
  const models = (await source.models()).map(modelFigures);
  const datasets = (await source.datasets()).map(datasetFigures);
  const buckets = await source.overTime();
  const changes = await changesInWindow(snapshot);
  const { current, previous } = await source.summary();
  const { histogram, latencies } = await source.spread();
  return {
    ...head,
    summary: compared(current, previous),
    topModels: models.toSorted(bestModelFirst).slice(0, LIST_LIMIT),
    scoreDistribution: scoreDistribution(current, histogram),
    runsOverTime: runsSeries(window, buckets),
    latencyOverTime: latencySeries(window, buckets, latencies),
    topDatasets: datasets.toSorted(mostUsedFirst).slice(0, LIST_LIMIT),
    hardestDatasets: datasets.toSorted(hardestDatasetFirst).slice(0, LIST_LIMIT),
    promptChanges: changes.slice(0, LIST_LIMIT),
    testedPromptChanges: changes.filter(({ pValue }) => pValue !== null).length,
    metrics: (await metricsOf(source)).slice(0, LIST_LIMIT),
  };
}

/** The metrics of the runs, those with the most runs first. */
export async function metricsOf(source: FigureSource): Promise<MetricFigures[]> {
  return (await source.metrics()).map(metricFigures).toSorted(mostUsedFirst);
}

/** A window's figures beside those of the window before. */
export async function comparedSummary(source: FigureSource): Promise<ComparedSummary> {
  const { current, previous } = await source.summary();
  return compared(current, previous);
}

function compared(current: SummaryRow, previous: SummaryRow | null): ComparedSummary {
  return { ...summaryFigures(current), previous: previous && summaryFigures(previous) };
}

/** Outcomes of runs and of items, and every bin of the histogram, the empty ones too. */
function scoreDistribution(outcomes: OutcomesRow, bins: readonly BinRow[]): StatsReport["scoreDistribution"] {
  const runsByBin = new Map(bins.map(({ bin, runs }) => [bin, runs]));
  return {
    runs: {
      perfect: outcomes.perfectRuns,
      partial: outcomes.partialRuns,
      failed: outcomes.failedRuns,
      errored: outcomes.erroredRuns,
      unscored: outcomes.unscoredRuns,
    },
    items: {
      perfect: outcomes.perfectItems,
      partial: outcomes.partialItems,
      failed: outcomes.failedItems,
      errored: outcomes.erroredItems,
      unscored: outcomes.unscoredItems,
    },
    histogram: scoreBins.map(({ from, to }, index) => ({
      from,
      to,
      runs: runsByBin.get(index + 1) ?? 0,
    })),
  };
}
