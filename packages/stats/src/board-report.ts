import { LIST_LIMIT, type StatsReport } from "@evalboard/contract";
import { comparedSummary } from "./compared-summary.ts";
import { changesInWindow } from "./prompt-changes/changes-in-window.ts";
import { datasetFigures, modelFigures } from "./report/figures.ts";
import { bestModelFirst, hardestDatasetFirst, mostUsedFirst } from "./report/order.ts";
import { scoreDistribution } from "./report/score-distribution.ts";
import { latencySeries, runsSeries } from "./report/series.ts";
import type { Snapshot } from "./snapshot.ts";

/** The board. */
export async function boardReport(snapshot: Snapshot): Promise<StatsReport> {
  const { head, window, source } = snapshot;
  const models = (await source.models()).map(modelFigures);
  const datasets = (await source.datasets()).map(datasetFigures);
  const buckets = await source.overTime();
  const changes = await changesInWindow(snapshot);
  return {
    ...head,
    summary: await comparedSummary(source),
    topModels: models.toSorted(bestModelFirst).slice(0, LIST_LIMIT),
    scoreDistribution: scoreDistribution(await source.outcomes(), await source.histogram()),
    runsOverTime: runsSeries(window, buckets),
    latencyOverTime: latencySeries(window, buckets, await source.latencies()),
    topDatasets: datasets.toSorted(mostUsedFirst).slice(0, LIST_LIMIT),
    hardestDatasets: datasets.toSorted(hardestDatasetFirst).slice(0, LIST_LIMIT),
    promptChanges: changes.slice(0, LIST_LIMIT),
    testedPromptChanges: changes.filter(({ pValue }) => pValue !== null).length,
  };
}
