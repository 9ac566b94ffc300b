import { type ComparedSummary, LIST_LIMIT, type MetricFigures, type StatsReport } from "@evalboard/contract";
import { scoreBins } from "@evalboard/contract/words";
import type { OutcomesRow } from "./aggregations/columns.ts";
import type { FigureSource } from "./aggregations/source.ts";
import type { BinRow } from "./aggregations/spread.ts";
import { answersOf } from "./answers.ts";
import { appearancesIn } from "./appearances.ts";
import { metricFigures, summaryFigures } from "./figures.ts";
import { type Grounds, groundsOf, groundsByDataset } from "./grounds.ts";
import { bestModelFirst, hardestDatasetFirst, mostUsedFirst } from "./order.ts";
import { changesInWindow } from "./prompt-changes.ts";
import { rankedDatasets, rankedModels, rankingOf, restsOfRanking } from "./ranking.ts";
import { scoreLines } from "./score-lines.ts";
import { latencySeries, runsSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";
import { latencyChange, scoreChange } from "./window-changes.ts";

/** The board. */
export async function boardReport(snapshot: Snapshot): Promise<StatsReport> {
  const { head, window, source } = snapshot;
  const grounds = await groundsOf(source);
  const ranking = rankingOf(grounds.current);
  const models = (await rankedModels(source, grounds.current, ranking)).toSorted(bestModelFirst);
  const datasets = (await rankedDatasets(source, grounds.current, ranking)).toSorted(hardestDatasetFirst);
  const buckets = await source.overTime();
  const changes = await changesInWindow(snapshot);
  const summary = await source.summary();
  const compared = comparedSummary(summary, grounds);
  const { histogram, latencies } = await source.spread();
  return {
    ...head,
    answers: answersOf({
      where: head.where,
      window,
      summary: compared,
      models,
      datasets,
      rests: restsOfRanking(grounds.current, ranking),
      changes,
    }),
    summary: compared,
    topModels: models.slice(0, LIST_LIMIT),
    scoreDistribution: scoreDistribution(summary.current, histogram),
    runsOverTime: runsSeries(window, buckets),
    latencyOverTime: latencySeries(window, buckets, latencies),
    scoreOverTime: await scoreLines(snapshot, grounds.current, ranking, models),
    appearances: await appearancesIn(source),
    topDatasets: datasets.toSorted(mostUsedFirst).slice(0, LIST_LIMIT),
    hardestDatasets: datasets.slice(0, LIST_LIMIT),
    promptChanges: changes.slice(0, LIST_LIMIT),
    testedPromptChanges: changes.filter(({ pValue }) => pValue !== null).length,
    metrics: (await metricsOf(source)).slice(0, LIST_LIMIT),
  };
}

/** The metrics of the runs, those with the most runs first. */
export async function metricsOf(source: FigureSource): Promise<MetricFigures[]> {
  return (await source.metrics()).map(metricFigures).toSorted(mostUsedFirst);
}

/** A window's figures beside those of the window before, and what changed within the same models and datasets. */
export function comparedSummary(
  { current, previous }: Awaited<ReturnType<FigureSource["summary"]>>,
  grounds: Grounds,
): ComparedSummary {
  const figures = summaryFigures(current, groundsByDataset(grounds.current));
  if (!previous) return { ...figures, previous: null, scoreChange: null, latencyChange: null };
  const before = summaryFigures(previous, groundsByDataset(grounds.previous));
  return {
    ...figures,
    previous: before,
    scoreChange: scoreChange(grounds, figures, before),
    latencyChange: latencyChange(grounds),
  };
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
