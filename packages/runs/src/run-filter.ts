import type { RunFilter } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, type Run } from "@evalboard/db";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { z } from "zod";
import { containing, escapeLike } from "./text.ts";

/** The filter as a condition on runs. Names are looked up first: they are few, runs are many. */
export async function runCondition(em: Em, filter: z.output<typeof RunFilter>): Promise<QBFilterQuery<Run>> {
  const { modelId, datasetId, promptId, promptVersionId, status } = filter;
  const conditions: QBFilterQuery<Run>[] = [];
  if (modelId !== undefined) conditions.push({ model: modelId });
  if (datasetId !== undefined) conditions.push({ dataset: datasetId });
  if (promptVersionId !== undefined) conditions.push({ promptVersion: promptVersionId });
  if (promptId !== undefined) conditions.push(await versionCondition(em, [promptId]));
  if (status !== undefined) conditions.push({ status });
  if (filter.minScore !== undefined) conditions.push({ averageScore: { $gte: filter.minScore } });
  if (filter.maxScore !== undefined) conditions.push({ averageScore: { $lte: filter.maxScore } });
  if (filter.startedFrom !== undefined)
    conditions.push({ startedAt: { $gte: new Date(filter.startedFrom) } });
  if (filter.startedTo !== undefined) conditions.push({ startedAt: { $lt: new Date(filter.startedTo) } });
  if (filter.completedFrom !== undefined)
    conditions.push({ completedAt: { $gte: new Date(filter.completedFrom) } });
  if (filter.completedTo !== undefined) {
    const to = new Date(filter.completedTo);
    // No run completes before it starts: by this a list in the order of starts begins at the window, not at now.
    conditions.push({ completedAt: { $lt: to }, startedAt: { $lt: to } });
  }
  if (filter.label !== undefined) conditions.push({ label: filter.label });
  if (filter.externalId !== undefined) conditions.push({ externalId: filter.externalId });
  if (filter.text !== undefined) conditions.push(await textCondition(em, filter.text));
  return { $and: conditions };
}

async function textCondition(em: Em, text: string): Promise<QBFilterQuery<Run>> {
  const holds = containing(text);
  const models = await em.find(Model, { $or: [{ provider: holds }, { name: holds }] }, { fields: ["id"] });
  const datasets = await em.find(Dataset, { name: holds }, { fields: ["id"] });
  const prompts = await em.find(Prompt, { name: holds }, { fields: ["id"] });
  return {
    $or: [
      { model: { $in: models.map(({ id }) => id) } },
      { dataset: { $in: datasets.map(({ id }) => id) } },
      await versionCondition(
        em,
        prompts.map(({ id }) => id),
      ),
      { externalId: { $like: `${escapeLike(text)}%` } },
    ],
  };
}

async function versionCondition(em: Em, promptIds: readonly string[]): Promise<QBFilterQuery<Run>> {
  const versions = await em.find(PromptVersion, { prompt: { $in: [...promptIds] } }, { fields: ["id"] });
  return { promptVersion: { $in: versions.map(({ id }) => id) } };
}
