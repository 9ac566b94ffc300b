import { comparedSummary } from "./compared-summary.ts";
import { LIST_LIMIT, type StatsReport } from "./contract/index.ts";
import { openReport, type ReportRequest } from "./open-report.ts";
import { newestChanges } from "./prompt-changes/newest-changes.ts";
import { datasetFigures, modelFigures } from "./report/figures.ts";
import { bestModelFirst, hardestDatasetFirst, mostUsedFirst } from "./report/order.ts";
import { scoreDistribution } from "./report/score-distribution.ts";
import { latencySeries, runsSeries } from "./report/series.ts";
import type { Snapshot } from "./snapshot.ts";

/** The board. */
export async function boardReport(snapshot: Snapshot, request: ReportRequest): Promise<StatsReport> {
  const { source } = snapshot;
  const { window, head } = await openReport(source, request);
  const models = (await source.models(window)).map(modelFigures);
  const datasets = (await source.datasets(window)).map(datasetFigures);
  return {
    ...head,
    summary: await comparedSummary(source, window),
    topModels: models.toSorted(bestModelFirst).slice(0, LIST_LIMIT),
    scoreDistribution: scoreDistribution(await source.outcomes(window), await source.histogram(window)),
    runsOverTime: runsSeries(window, await source.runsOverTime(window)),
    latencyOverTime: latencySeries(window, await source.latencyOverTime(window)),
    topDatasets: datasets.toSorted(mostUsedFirst).slice(0, LIST_LIMIT),
    hardestDatasets: datasets.toSorted(hardestDatasetFirst).slice(0, LIST_LIMIT),
    ...(await newestChanges(snapshot, window)),
  };
}
