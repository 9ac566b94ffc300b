import type { RunFilter } from "@evalboard/contract";
import { Dataset, type Em, Model, PromptVersion, type Run } from "@evalboard/db";
import { raw } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { z } from "zod";
import { idsOf, sameAs, versionsOf } from "./subjects.ts";
import { containing, escapeLike } from "./text.ts";

/** Half of the last place of an average score. Earlier versions stored ½ as a float that may lie below it. */
const HALF_A_PLACE = 5e-16;

/** The filter as a condition on runs. */
export async function runCondition(em: Em, filter: z.output<typeof RunFilter>): Promise<QBFilterQuery<Run>> {
  return (await readFilter(em, filter)).condition;
}

interface ReadFilter {
  readonly condition: QBFilterQuery<Run>;
  /** The pattern of external ids where the filter's text is in no name, so that it may be the beginning of these alone; else null. */
  readonly prefix: string | null;
}

/** The same, and what its text is. Names are looked up first: they are few, runs are many. */
export async function readFilter(em: Em, filter: z.output<typeof RunFilter>): Promise<ReadFilter> {
  const { modelId, datasetId, promptId, promptVersionId, status } = filter;
  const conditions: QBFilterQuery<Run>[] = [];
  if (modelId !== undefined) conditions.push({ model: oneOf(await sameAs(em, "model", modelId)) });
  if (datasetId !== undefined) conditions.push({ dataset: oneOf(await sameAs(em, "dataset", datasetId)) });
  if (promptVersionId !== undefined) {
    conditions.push({ promptVersion: oneOf(await sameAs(em, "promptVersion", promptVersionId)) });
  }
  if (promptId !== undefined) conditions.push({ promptVersion: oneOf(await versionsOf(em, promptId)) });
  if (status !== undefined) conditions.push({ status });
  if (filter.minScore !== undefined)
    conditions.push({ averageScore: { $gte: filter.minScore - HALF_A_PLACE } });
  if (filter.maxScore !== undefined)
    conditions.push({ averageScore: { $lte: filter.maxScore + HALF_A_PLACE } });
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
  if (filter.limited !== undefined) conditions.push({ limited: filter.limited });
  if (filter.tags !== undefined) conditions.push(withTags(filter.tags));
  if (filter.externalId !== undefined) conditions.push({ externalId: filter.externalId });
  if (filter.text === undefined) return { condition: { $and: conditions }, prefix: null };
  const named = await ofNamesWith(em, filter.text);
  const prefix = `${escapeLike(filter.text)}%`;
  conditions.push({ $or: [...named, { externalId: { $like: prefix } }] });
  return { condition: { $and: conditions }, prefix: named.length === 0 ? prefix : null };
}

/** One id, as nearly always, is compared alone: then the index of the pair with the start gives the list's order. */
function oneOf(ids: readonly string[]): string | { $in: string[] } {
  const [id, ...others] = ids;
  return id !== undefined && others.length === 0 ? id : { $in: [...ids] };
}

/** Runs that have all of these tags. */
export function withTags(tags: Readonly<Record<string, string>>): QBFilterQuery<Run> {
  return { [raw((alias) => `${alias}.tags @> ?::jsonb`, [JSON.stringify(tags)])]: [] };
}

/** Runs with a name that holds the text, be it one that is shown or one that they were recorded with; nothing where none does. */
async function ofNamesWith(em: Em, text: string): Promise<QBFilterQuery<Run>[]> {
  const holds = containing(text);
  const named = { $or: [{ name: holds }, { canonical: { name: holds } }] };
  const provided = { $or: [{ provider: holds }, { canonical: { provider: holds } }] };
  const onlyIds = { fields: ["id"] } as const;
  const found = {
    model: idsOf(await em.find(Model, { $or: [named, provided] }, onlyIds)),
    dataset: idsOf(await em.find(Dataset, named, onlyIds)),
    promptVersion: idsOf(await em.find(PromptVersion, { prompt: named }, onlyIds)),
  };
  return Object.entries(found).flatMap(([subject, ids]) =>
    ids.length > 0 ? [{ [subject]: { $in: ids } }] : [],
  );
}
