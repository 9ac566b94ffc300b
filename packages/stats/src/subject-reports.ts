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
import { Dataset, Model, Prompt, PromptVersion } from "@evalboard/db";
import { noRuns } from "./aggregations/columns.ts";
import { type Subject, SubjectNotFound } from "./aggregations/rows.ts";
import { comparedSummary } from "./board-report.ts";
import {
  cellFigures,
  datasetFigures,
  modelFigures,
  promptVersionFigures,
  summaryFigures,
} from "./figures.ts";
import { bestModelFirst, byText, hardestDatasetFirst, mostUsedFirst, newestVersionFirst } from "./order.ts";
import { compareVersions, judgeChanges, versionsInWindow, versionSteps } from "./prompt-changes.ts";
import { figuresSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** One dataset in the window; throws `SubjectNotFound` where there is none of this id. */
export async function datasetReport(snapshot: Snapshot, datasetId: string): Promise<DatasetReport> {
  const { em, source } = snapshot;
  const { id, name } = await em.findOneOrFail(Dataset, datasetId, orNotFound("dataset", datasetId));
  const subject = { kind: "dataset", id } as const;
  const models = firstOf((await source.models(subject)).map(modelFigures), bestModelFirst);
  const allVersions = (await source.promptVersions(subject)).map(promptVersionFigures);
  const promptVersions = firstOf(allVersions, newestVersionFirst);
  const listed = new Set([
    ...models.map(({ modelId }) => modelId),
    ...promptVersions.map(({ promptVersionId }) => promptVersionId),
  ]);
  const cells = (await source.strata(subject)).map((row) =>
    Object.assign({ modelId: row.modelId, promptVersionId: row.promptVersionId }, cellFigures(row)),
  );
  return {
    ...(await subjectReport(snapshot, subject)),
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

/** One model in the window; throws `SubjectNotFound` where there is none of this id. */
export async function modelReport(snapshot: Snapshot, modelId: string): Promise<ModelReport> {
  const { em, source } = snapshot;
  const { id, provider, name } = await em.findOneOrFail(Model, modelId, orNotFound("model", modelId));
  const subject = { kind: "model", id } as const;
  const datasets = firstOf(await source.datasets(subject), mostUsedFirst);
  const versions = (await source.promptVersions(subject)).map(promptVersionFigures);
  return {
    ...(await subjectReport(snapshot, subject)),
    model: { modelId: id, provider, name },
    // Without `models`: there is but one.
    datasets: datasets.map((row) =>
      Object.assign({ datasetId: row.id, name: row.name }, summaryFigures(row)),
    ),
    promptVersions: firstOf(versions, newestVersionFirst),
  };
}

/** One prompt in the window; throws `SubjectNotFound` where there is none of this id. */
export async function promptReport(snapshot: Snapshot, promptId: string): Promise<PromptReport> {
  const { em, source } = snapshot;
  const { id, name } = await em.findOneOrFail(Prompt, promptId, orNotFound("prompt", promptId));
  const subject = { kind: "prompt", id } as const;
  const models = (await source.models(subject)).map(modelFigures);
  const datasets = (await source.datasets(subject)).map(datasetFigures);
  return {
    ...(await subjectReport(snapshot, subject)),
    prompt: { promptId: id, name },
    versions: await versionReports(snapshot, subject),
    models: firstOf(models, bestModelFirst),
    datasets: firstOf(datasets, mostUsedFirst),
  };
}

/** The newest versions of a prompt, run in the window or not, the newest first. */
async function versionReports(snapshot: Snapshot, prompt: Subject): Promise<PromptVersionReport[]> {
  const { em, source } = snapshot;
  const newest = { orderBy: { number: "desc" }, limit: SUBJECT_LIMIT } as const;
  const versions = await em.find(PromptVersion, { prompt: prompt.id }, newest);
  const rows = new Map((await source.promptVersions(prompt)).map((row) => [row.id, row]));
  const changes = await changesOf(snapshot, prompt, new Set(versions.map(({ id }) => id)));
  return versions.map(({ id, number, text, createdAt }) =>
    Object.assign({ promptVersionId: id, number }, summaryFigures(rows.get(id) ?? noRuns), {
      text,
      createdAt: createdAt.toISOString(),
      change: changes.get(id) ?? null,
    }),
  );
}

/** What each of the listed versions changed, by its id. */
async function changesOf(
  { em, source }: Snapshot,
  prompt: Subject,
  listed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PromptChange>> {
  const versions = await versionsInWindow(em, await source.strata(prompt));
  const steps = versionSteps(versions).filter(({ newer }) => listed.has(newer.promptVersionId));
  const changes = judgeChanges(steps.map(({ newer, older }) => compareVersions(newer, older)));
  return new Map(changes.map((change) => [change.newer.promptVersionId, change]));
}

/** What every subject's report has. */
async function subjectReport({ head, window, source }: Snapshot, subject: Subject): Promise<SubjectReport> {
  return {
    ...head,
    summary: await comparedSummary(source, subject),
    overTime: figuresSeries(window, await source.overTime(subject)),
  };
}

/** As many as a page lists. */
function firstOf<Row>(rows: readonly Row[], order: (a: Row, b: Row) => number): Row[] {
  return rows.toSorted(order).slice(0, SUBJECT_LIMIT);
}

function orNotFound(kind: Subject["kind"], id: string) {
  return { failHandler: () => new SubjectNotFound(kind, id) };
}
