import {
  type DatasetReport,
  type MatrixReport,
  type ModelReport,
  type PromptReport,
  SUBJECT_LIMIT,
  type SubjectReport,
} from "@evalboard/contract";
import { Dataset, Model, Prompt } from "@evalboard/db";
import { type Subject, SubjectNotFound } from "./aggregations/rows.ts";
import type { StratumRow } from "./aggregations/strata.ts";
import type { CellRow, DatasetRow } from "./aggregations/sums.ts";
import { comparedSummary } from "./board-report.ts";
import {
  cellFigures,
  datasetFigures,
  modelFigures,
  promptVersionFigures,
  summaryFigures,
} from "./figures.ts";
import { bestModelFirst, byText, hardestDatasetFirst, mostUsedFirst, newestVersionFirst } from "./order.ts";
import { promptVersionReports } from "./prompt-versions.ts";
import { figuresSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** One dataset in the window; throws `SubjectNotFound` where there is none of this id. */
export async function datasetReport(snapshot: Snapshot, datasetId: string): Promise<DatasetReport> {
  const { em, source } = snapshot;
  const dataset = await em.findOne(Dataset, datasetId);
  if (!dataset) throw new SubjectNotFound("dataset", datasetId);
  const subject = { kind: "dataset", id: dataset.id } as const;
  const allModels = (await source.models(subject)).map(modelFigures);
  const allVersions = (await source.promptVersions(subject)).map(promptVersionFigures);
  const models = allModels.toSorted(bestModelFirst).slice(0, SUBJECT_LIMIT);
  const promptVersions = allVersions.toSorted(newestVersionFirst).slice(0, SUBJECT_LIMIT);
  const listed = new Set([
    ...models.map(({ modelId }) => modelId),
    ...promptVersions.map(({ promptVersionId }) => promptVersionId),
  ]);
  const cells = (await source.strata(subject)).filter(
    ({ modelId, promptVersionId }) => listed.has(modelId) && listed.has(promptVersionId),
  );
  return {
    ...(await subjectReport(snapshot, subject)),
    dataset: { datasetId: dataset.id, name: dataset.name },
    models,
    promptVersions,
    cells: cells.toSorted(byModelAndVersion).map(versionCell),
  };
}

function byModelAndVersion(a: StratumRow, b: StratumRow): number {
  return byText(a.modelId, b.modelId) || byText(a.promptVersionId, b.promptVersionId);
}

function versionCell(row: StratumRow): DatasetReport["cells"][number] {
  return { modelId: row.modelId, promptVersionId: row.promptVersionId, ...cellFigures(row) };
}

/** The score of every model on every dataset of the window. */
export async function matrixReport({ head, source }: Snapshot): Promise<MatrixReport> {
  const allModels = (await source.models()).map(modelFigures);
  const allDatasets = (await source.datasets()).map(datasetFigures);
  const models = allModels.toSorted(bestModelFirst).slice(0, SUBJECT_LIMIT);
  const datasets = allDatasets.toSorted(hardestDatasetFirst).slice(0, SUBJECT_LIMIT);
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
    cells: cells.toSorted(byModelAndDataset).map(pairCell),
  };
}

function byModelAndDataset(a: CellRow, b: CellRow): number {
  return byText(a.modelId, b.modelId) || byText(a.datasetId, b.datasetId);
}

function pairCell(row: CellRow): MatrixReport["cells"][number] {
  return { modelId: row.modelId, datasetId: row.datasetId, ...cellFigures(row) };
}

/** One model in the window; throws `SubjectNotFound` where there is none of this id. */
export async function modelReport(snapshot: Snapshot, modelId: string): Promise<ModelReport> {
  const { em, source } = snapshot;
  const model = await em.findOne(Model, modelId);
  if (!model) throw new SubjectNotFound("model", modelId);
  const subject = { kind: "model", id: model.id } as const;
  const datasets = await source.datasets(subject);
  const versions = (await source.promptVersions(subject)).map(promptVersionFigures);
  return {
    ...(await subjectReport(snapshot, subject)),
    model: { modelId: model.id, provider: model.provider, name: model.name },
    datasets: datasets.toSorted(mostUsedFirst).slice(0, SUBJECT_LIMIT).map(ownDatasetFigures),
    promptVersions: versions.toSorted(newestVersionFirst).slice(0, SUBJECT_LIMIT),
  };
}

/** Without `models`: there is but one. */
function ownDatasetFigures(row: DatasetRow): ModelReport["datasets"][number] {
  return { datasetId: row.id, name: row.name, ...summaryFigures(row) };
}

/** One prompt in the window; throws `SubjectNotFound` where there is none of this id. */
export async function promptReport(snapshot: Snapshot, promptId: string): Promise<PromptReport> {
  const { em, source } = snapshot;
  const prompt = await em.findOne(Prompt, promptId);
  if (!prompt) throw new SubjectNotFound("prompt", promptId);
  const subject = { kind: "prompt", id: prompt.id } as const;
  const models = (await source.models(subject)).map(modelFigures);
  const datasets = (await source.datasets(subject)).map(datasetFigures);
  return {
    ...(await subjectReport(snapshot, subject)),
    prompt: { promptId: prompt.id, name: prompt.name },
    versions: await promptVersionReports(snapshot, subject),
    models: models.toSorted(bestModelFirst).slice(0, SUBJECT_LIMIT),
    datasets: datasets.toSorted(mostUsedFirst).slice(0, SUBJECT_LIMIT),
  };
}

/** What every subject's report has. */
async function subjectReport({ head, window, source }: Snapshot, subject: Subject): Promise<SubjectReport> {
  return {
    ...head,
    summary: await comparedSummary(source, subject),
    overTime: figuresSeries(window, await source.overTime(subject)),
  };
}
