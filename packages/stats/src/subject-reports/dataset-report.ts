import { type DatasetReport, SUBJECT_LIMIT } from "@evalboard/contract";
import { Dataset } from "@evalboard/db";
import { cellFigures, modelFigures, promptVersionFigures } from "../report/figures.ts";
import { bestModelFirst, byText, newestVersionFirst } from "../report/order.ts";
import type { StratumRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";
import { SubjectNotFound } from "../subject-not-found.ts";
import { subjectReport } from "./subject-report.ts";

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
