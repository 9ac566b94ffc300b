import type { StatsQuery } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion } from "@evalboard/db";
import type { EntityCtor } from "@mikro-orm/core";
import type { Narrowing } from "./aggregations/rows.ts";

/** There is no such model, dataset, prompt or prompt version. */
export class SubjectNotFound extends Error {
  override readonly name = "SubjectNotFound";

  constructor(field: SubjectField, id: string) {
    super(`${field}: no ${kinds[field]} ${id} here`);
  }
}

const kinds = {
  modelId: "model",
  datasetId: "dataset",
  promptId: "prompt",
  promptVersionId: "prompt version",
} as const;
type SubjectField = keyof typeof kinds;

interface Named {
  readonly id: string;
  readonly canonical: { readonly id: string };
}

const entities: Readonly<Record<SubjectField, EntityCtor<Named>>> = {
  modelId: Model,
  datasetId: Dataset,
  promptId: Prompt,
  promptVersionId: PromptVersion,
};
const fields = ["modelId", "datasetId", "promptId", "promptVersionId"] as const;

/** The same of what the names stand for now: links to a name that was merged go on. Throws `SubjectNotFound`. */
export async function canonicalNarrowing(em: Em, where: Narrowing): Promise<Narrowing> {
  const canonical: Record<string, string> = {};
  for (const field of fields) {
    const id = where[field];
    if (id === undefined) continue;
    const named = await em.findOne(entities[field], { id });
    if (!named) throw new SubjectNotFound(field, id);
    canonical[field] = named.canonical.id;
  }
  return { ...where, ...canonical };
}

/** A question in one form, however it was put: what is asked alike is kept once. */
export function boardQuestion(query: StatsQuery, owner?: RunOwner): BoardQuestion {
  const asker = owner && { owner: { label: owner.label, tags: inOrder(owner.tags) } };
  if (typeof query === "string") return { period: query, where: {}, ...asker };
  const { modelId, datasetId, promptId, promptVersionId, label, tags = {} } = query.where;
  // In this order, and without what is not asked.
  return {
    period: query.period,
    where: {
      ...(modelId !== undefined && { modelId }),
      ...(datasetId !== undefined && { datasetId }),
      ...(promptId !== undefined && { promptId }),
      ...(promptVersionId !== undefined && { promptVersionId }),
      ...(label !== undefined && { label }),
      ...(Object.keys(tags).length > 0 && { tags: inOrder(tags) }),
    },
    ...asker,
  };
}

function inOrder(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whose runs are all that somebody may know of: those with this label, where it is one, and with each of these tags. */
export interface RunOwner {
  readonly label: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

type BoardQuestion = Exclude<StatsQuery, string> & { readonly owner?: RunOwner };
