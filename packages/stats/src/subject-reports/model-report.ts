import { type ModelReport, SUBJECT_LIMIT } from "@evalboard/contract";
import { Model } from "@evalboard/db";
import { promptVersionFigures, summaryFigures } from "../report/figures.ts";
import { mostUsedFirst, newestVersionFirst } from "../report/order.ts";
import type { DatasetRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";
import { SubjectNotFound } from "../subject-not-found.ts";
import { subjectReport } from "./subject-report.ts";

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
