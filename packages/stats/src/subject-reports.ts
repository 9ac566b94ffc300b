import {
  type DatasetReport,
  type MatrixReport,
  type ModelReport,
  type PromptChange,
  type PromptReport,
  type PromptVersionReport,
  SUBJECT_LIMIT,
  type SubjectReport,
} from "@evalboard/contract";
import { Dataset, Model, Prompt } from "@evalboard/db";
import { noRuns } from "./aggregations/columns.ts";
import { comparedSummary, metricsOf } from "./board-report.ts";
import {
  cellFigures,
  datasetFigures,
  modelFigures,
  promptVersionFigures,
  summaryFigures,
} from "./figures.ts";
import { bestModelFirst, byText, hardestDatasetFirst, mostUsedFirst, newestVersionFirst } from "./order.ts";
import { compareVersions, judgeChanges, versionsInWindow, versionSteps } from "./prompt-changes.ts";
import { newestVersionsOf } from "./prompt-versions.ts";
import { figuresSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** One dataset in the window, whose runs the snapshot is narrowed to. */
export async function datasetReport(snapshot: Snapshot, datasetId: string): Promise<DatasetReport> {
  const { em, source } = snapshot;
  const { id, name } = (await em.findOneOrFail(Dataset, datasetId, canonical)).canonical.$;
  const models = firstOf((await source.models()).map(modelFigures), bestModelFirst);
  const allVersions = (await source.promptVersions()).map(promptVersionFigures);
  const promptVersions = firstOf(allVersions, newestVersionFirst);
  const listed = new Set([
    ...models.map(({ modelId }) => modelId),
    ...promptVersions.map(({ promptVersionId }) => promptVersionId),
  ]);
  const cells = (await source.strata()).map((row) =>
    Object.assign({ modelId: row.modelId, promptVersionId: row.promptVersionId }, cellFigures(row)),
  );
  return {
    ...(await subjectReport(snapshot)),
    dataset: { datasetId: id, name },
    models,
    promptVersions,
    cells: cells
      .filter(({ modelId, promptVersionId }) => listed.has(modelId) && listed.has(promptVersionId))
      .toSorted((a, b) => byText(a.modelId, b.modelId) || byText(a.promptVersionId, b.promptVersionId)),
  };
}

/** The score of every model on every dataset of the window. */
export async function matrixReport({ head, source }: Snapshot): Promise<MatrixReport> {
  const allModels = (await source.models()).map(modelFigures);
  const allDatasets = (await source.datasets()).map(datasetFigures);
  const models = firstOf(allModels, bestModelFirst);
  const datasets = firstOf(allDatasets, hardestDatasetFirst);
  const cells = await source.cells(
    models.map(({ modelId }) => modelId),
    datasets.map(({ datasetId }) => datasetId),
  );
  return {
    ...head,
    models,
    totalModels: allModels.length,
    datasets,
    totalDatasets: allDatasets.length,
    cells: cells
      .map((row) => Object.assign({ modelId: row.modelId, datasetId: row.datasetId }, cellFigures(row)))
      .toSorted((a, b) => byText(a.modelId, b.modelId) || byText(a.datasetId, b.datasetId)),
  };
}

/** One model in the window, whose runs the snapshot is narrowed to. */
export async function modelReport(snapshot: Snapshot, modelId: string): Promise<ModelReport> {
  const { em, source } = snapshot;
  const { id, provider, name } = (await em.findOneOrFail(Model, modelId, canonical)).canonical.$;
  const datasets = firstOf(await source.datasets(), mostUsedFirst);
  const versions = (await source.promptVersions()).map(promptVersionFigures);
  return {
    ...(await subjectReport(snapshot)),
    model: { modelId: id, provider, name },
    // Without `models`: there is but one.
    datasets: datasets.map((row) =>
      Object.assign({ datasetId: row.id, name: row.name }, summaryFigures(row)),
    ),
    promptVersions: firstOf(versions, newestVersionFirst),
  };
}

/** One prompt in the window, whose runs the snapshot is narrowed to. */
export async function promptReport(snapshot: Snapshot, promptId: string): Promise<PromptReport> {
  const { em, source } = snapshot;
  const { id, name } = (await em.findOneOrFail(Prompt, promptId, canonical)).canonical.$;
  const models = (await source.models()).map(modelFigures);
  const datasets = (await source.datasets()).map(datasetFigures);
  return {
    ...(await subjectReport(snapshot)),
    prompt: { promptId: id, name },
    versions: await versionReports(snapshot, id),
    models: firstOf(models, bestModelFirst),
    datasets: firstOf(datasets, mostUsedFirst),
  };
}

/** The newest versions of a prompt, run in the window or not, the newest first. */
async function versionReports(snapshot: Snapshot, promptId: string): Promise<PromptVersionReport[]> {
  const { em, source } = snapshot;
  const versions = await newestVersionsOf(em, promptId, SUBJECT_LIMIT);
  const rows = new Map((await source.promptVersions()).map((row) => [row.id, row]));
  const changes = await changesOf(snapshot, new Set(versions.map((version) => version.promptVersionId)));
  return versions.map(({ promptVersionId, number, text, firstRunMs }) =>
    Object.assign({ promptVersionId, number }, summaryFigures(rows.get(promptVersionId) ?? noRuns), {
      text,
      firstRunAt: new Date(firstRunMs).toISOString(),
      change: changes.get(promptVersionId) ?? null,
    }),
  );
}

/** What each of the listed versions changed, by its id. */
async function changesOf(
  { em, source }: Snapshot,
  listed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PromptChange>> {
  const versions = await versionsInWindow(em, await source.strata());
  const steps = versionSteps(versions).filter(({ newer }) => listed.has(newer.promptVersionId));
  const changes = judgeChanges(steps.map(({ newer, older }) => compareVersions(newer, older)));
  return new Map(changes.map((change) => [change.newer.promptVersionId, change]));
}

/** What every subject's report has. */
async function subjectReport({ head, window, source }: Snapshot): Promise<SubjectReport> {
  return {
    ...head,
    summary: await comparedSummary(source),
    overTime: figuresSeries(window, await source.overTime()),
    metrics: (await metricsOf(source)).slice(0, SUBJECT_LIMIT),
  };
}

/** As many as a page lists. */
function firstOf<Row>(rows: readonly Row[], order: (a: Row, b: Row) => number): Row[] {
  return rows.toSorted(order).slice(0, SUBJECT_LIMIT);
}

/** With what its name stands for. */
const canonical = { populate: ["canonical"] } as const;
