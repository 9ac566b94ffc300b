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
export function boardQuestion(query: StatsQuery): BoardQuestion {
  if (typeof query === "string") return { period: query, where: {} };
  const { modelId, datasetId, promptId, promptVersionId, label, tags = {} } = query.where;
  const pairs = Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // In this order, and without what is not asked.
  return {
    period: query.period,
    where: {
      ...(modelId !== undefined && { modelId }),
      ...(datasetId !== undefined && { datasetId }),
      ...(promptId !== undefined && { promptId }),
      ...(promptVersionId !== undefined && { promptVersionId }),
      ...(label !== undefined && { label }),
      ...(pairs.length > 0 && { tags: Object.fromEntries(pairs) }),
    },
  };
}

type BoardQuestion = Exclude<StatsQuery, string>;
