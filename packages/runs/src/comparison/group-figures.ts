import type { GroupFigures } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run } from "@evalboard/db";
import type { GroupRow, OverallRow, ResultsRow } from "./rows.ts";

/** A group's own figures as the contract has them. */
export async function groupFigures(
  em: Em,
  row: GroupRow,
  { variance: _variance, ...items }: OverallRow,
  results: ResultsRow,
): Promise<GroupFigures> {
  return {
    common: await namesOf(em, row),
    runs: row.runs,
    firstCompletedAt: isoOf(row.firstCompletedMs),
    lastCompletedAt: isoOf(row.lastCompletedMs),
    ...items,
    ...results,
  };
}

async function namesOf(em: Em, row: GroupRow): Promise<GroupFigures["common"]> {
  const run = row.runId === null ? null : await em.findOneOrFail(Run, row.runId);
  const model = row.modelId === null ? null : await em.findOneOrFail(Model, row.modelId);
  const dataset = row.datasetId === null ? null : await em.findOneOrFail(Dataset, row.datasetId);
  const prompt = row.promptId === null ? null : await em.findOneOrFail(Prompt, row.promptId);
  const version =
    row.promptVersionId === null ? null : await em.findOneOrFail(PromptVersion, row.promptVersionId);
  return {
    run: run && { id: run.id, externalId: run.externalId },
    model: model && { id: model.id, provider: model.provider, name: model.name },
    dataset: dataset && { id: dataset.id, name: dataset.name },
    prompt: prompt && { id: prompt.id, name: prompt.name },
    promptVersion: version && { id: version.id, number: version.number },
    label: row.label,
  };
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
