import {
  type DatasetReport,
  type MatrixReport,
  type ModelReport,
  type PromptReport,
  type PromptVersionReport,
  SUBJECT_LIMIT,
  type SubjectReport,
} from "@evalboard/contract";
import { Dataset, Model, Prompt } from "@evalboard/db";
import { noRuns } from "./aggregations/columns.ts";
import type { FigureSource } from "./aggregations/source.ts";
import { comparedSummary, metricsOf } from "./board-report.ts";
import { cellFigures, promptVersionFigures, summaryFigures } from "./figures.ts";
import {
  type Grounds,
  groundsOf,
  groundsByDataset,
  groundsOfVersion,
  type VersionGrounds,
  versionGroundsOf,
} from "./grounds.ts";
import { bestModelFirst, byText, hardestDatasetFirst, mostUsedFirst, newestVersionFirst } from "./order.ts";
import { changesOf } from "./prompt-changes.ts";
import { newestVersionsOf } from "./prompt-versions.ts";
import { rankedDatasets, rankedModels, rankingOf } from "./ranking.ts";
import { figuresSeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** One dataset in the window, whose runs the snapshot is narrowed to. */
export async function datasetReport(snapshot: Snapshot, datasetId: string): Promise<DatasetReport> {
  const { em, source } = snapshot;
  const { id, name } = (await em.findOneOrFail(Dataset, datasetId, canonical)).canonical.$;
  const grounds = await groundsOf(source);
  const versions = await versionGroundsOf(source, grounds);
  const models = firstOf(
    await rankedModels(source, grounds.current, rankingOf(grounds.current)),
    bestModelFirst,
  );
  const promptVersions = await versionFigures(source, versions);
  const listed = new Set([
    ...models.map(({ modelId }) => modelId),
    ...promptVersions.map(({ promptVersionId }) => promptVersionId),
  ]);
  return {
    ...(await subjectReport(snapshot, grounds)),
    dataset: { datasetId: id, name },
    models,
    promptVersions,
    cells: versions.strata
      .filter(({ modelId, promptVersionId }) => listed.has(modelId) && listed.has(promptVersionId))
      .toSorted((a, b) => byText(a.modelId, b.modelId) || byText(a.promptVersionId, b.promptVersionId))
      .map((row) => {
        const { modelId, promptVersionId } = row;
        const rests = groundsOfVersion(versions, promptVersionId, modelId);
        return Object.assign({ modelId, promptVersionId }, cellFigures(row, rests));
      }),
  };
}

/** The score of every model on every dataset of the window. */
export async function matrixReport({ head, source }: Snapshot): Promise<MatrixReport> {
  const grounds = await groundsOf(source);
  const ranking = rankingOf(grounds.current);
  const allModels = await rankedModels(source, grounds.current, ranking);
  const allDatasets = await rankedDatasets(source, grounds.current, ranking);
  const models = firstOf(allModels, bestModelFirst);
  const datasets = firstOf(allDatasets, hardestDatasetFirst);
  const listed = new Set([
    ...models.map(({ modelId }) => modelId),
    ...datasets.map(({ datasetId }) => datasetId),
  ]);
  return {
    ...head,
    models,
    totalModels: allModels.length,
    datasets,
    totalDatasets: allDatasets.length,
    cells: grounds.current.pairs
      .filter(({ modelId, datasetId }) => listed.has(modelId) && listed.has(datasetId))
      .map((row) => {
        const { modelId, datasetId, items } = row;
        return Object.assign(
          { modelId, datasetId },
          cellFigures(row, { parts: [{ row, items }], ofRuns: grounds.current.ofRuns }),
        );
      }),
  };
}

/** One model in the window, whose runs the snapshot is narrowed to. */
export async function modelReport(snapshot: Snapshot, modelId: string): Promise<ModelReport> {
  const { em, source } = snapshot;
  const { id, provider, name } = (await em.findOneOrFail(Model, modelId, canonical)).canonical.$;
  const grounds = await groundsOf(source);
  const datasets = firstOf(await source.datasets(), mostUsedFirst);
  const versions = await versionFigures(source, await versionGroundsOf(source, grounds));
  return {
    ...(await subjectReport(snapshot, grounds)),
    model: { modelId: id, provider, name },
    // Without `models`: there is but one.
    datasets: datasets.map((row) =>
      Object.assign(
        { datasetId: row.id, name: row.name },
        summaryFigures(row, groundsByDataset(grounds.current, row.id)),
      ),
    ),
    promptVersions: versions,
  };
}

/** One prompt in the window, whose runs the snapshot is narrowed to. */
export async function promptReport(snapshot: Snapshot, promptId: string): Promise<PromptReport> {
  const { em, source } = snapshot;
  const { id, name } = (await em.findOneOrFail(Prompt, promptId, canonical)).canonical.$;
  const grounds = await groundsOf(source);
  const ranking = rankingOf(grounds.current);
  return {
    ...(await subjectReport(snapshot, grounds)),
    prompt: { promptId: id, name },
    versions: await versionReports(snapshot, id, grounds),
    models: firstOf(await rankedModels(source, grounds.current, ranking), bestModelFirst),
    datasets: firstOf(await rankedDatasets(source, grounds.current, ranking), mostUsedFirst),
  };
}

/** Of the versions that a page lists. */
async function versionFigures(source: FigureSource, grounds: VersionGrounds) {
  return firstOf(await source.promptVersions(), newestVersionFirst).map((row) =>
    promptVersionFigures(row, groundsOfVersion(grounds, row.id)),
  );
}

/** The newest versions of a prompt, run in the window or not, the newest first. */
async function versionReports(
  snapshot: Snapshot,
  promptId: string,
  windowGrounds: Grounds,
): Promise<PromptVersionReport[]> {
  const { em, source } = snapshot;
  const versions = await newestVersionsOf(em, promptId, SUBJECT_LIMIT);
  const rows = new Map((await source.promptVersions()).map((row) => [row.id, row]));
  const grounds = await versionGroundsOf(source, windowGrounds);
  const figuresOf = (id: string) => summaryFigures(rows.get(id) ?? noRuns, groundsOfVersion(grounds, id));
  const run = versions.filter(({ wasRun }) => wasRun).map(({ number }) => ({ promptId, number }));
  const changes = new Map((await changesOf(snapshot, run)).map((change) => [change.newer.number, change]));
  return versions.map(({ promptVersionId, number, text, firstRunMs }) =>
    Object.assign({ promptVersionId, number }, figuresOf(promptVersionId), {
      text,
      firstRunAt: new Date(firstRunMs).toISOString(),
      change: changes.get(number) ?? null,
    }),
  );
}

/** What every subject's report has. */
async function subjectReport({ head, window, source }: Snapshot, grounds: Grounds): Promise<SubjectReport> {
  const parts = await source.overTimeByDataset();
  return {
    ...head,
    summary: comparedSummary(await source.summary(), grounds),
    overTime: figuresSeries(window, await source.overTime(), parts, grounds.current),
    metrics: (await metricsOf(source)).slice(0, SUBJECT_LIMIT),
  };
}

/** As many as a page lists. */
function firstOf<Row>(rows: readonly Row[], order: (a: Row, b: Row) => number): Row[] {
  return rows.toSorted(order).slice(0, SUBJECT_LIMIT);
}

/** With what its name stands for. */
const canonical = { populate: ["canonical"] } as const;
