import { type PromptReport, SUBJECT_LIMIT } from "@evalboard/contract";
import { Prompt } from "@evalboard/db";
import { datasetFigures, modelFigures } from "../report/figures.ts";
import { bestModelFirst, mostUsedFirst } from "../report/order.ts";
import type { Snapshot } from "../snapshot.ts";
import { SubjectNotFound } from "../subject-not-found.ts";
import { promptVersionReports } from "./prompt-version-reports.ts";
import { subjectReport } from "./subject-report.ts";

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
