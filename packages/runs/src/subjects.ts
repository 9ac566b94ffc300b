import { Dataset, type Em, Model, Prompt, PromptVersion } from "@evalboard/db";
import type { EntityName, Ref } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";

// Runs keep the model, dataset and prompt that they were recorded with. What such a name stands for, its canonical one, is
// what people see: it is grouped and filtered by.

/** A row that stands for itself or for another one of its kind. */
interface Alias {
  id: string;
  canonical: Ref<Alias>;
}

/** A model, a dataset or a prompt. */
interface Subject extends Alias {
  name: string;
  /** Only of a model. */
  provider?: string;
}

/** The id of the subject that is called so; its row is made where the name is new, and then stands for itself. */
export async function findOrInsertSubject(
  em: Em,
  entity: EntityName<Subject>,
  called: { readonly name: string; readonly provider?: string },
): Promise<string> {
  const found = await em.findOne(entity, called, { fields: ["id"] });
  if (found) return found.id;
  const id = uuid();
  await em
    .createQueryBuilder(entity)
    .insert({ id, canonical: id, ...called })
    .onConflict()
    .ignore()
    .execute("run");
  // Another may have inserted it meanwhile: this waited for that one's end.
  return (await em.findOneOrFail(entity, called, { fields: ["id"] })).id;
}

const entities = { model: Model, dataset: Dataset, promptVersion: PromptVersion } as const;

/** The ids of all that stand for the same as this one, itself included; none where there is no such one. */
export async function sameAs(em: Em, kind: keyof typeof entities, id: string): Promise<string[]> {
  const entity: EntityName<Alias> = entities[kind];
  const canonical = em.createQueryBuilder(entity, "known").select("known.canonical").where({ id });
  return idsOf(await em.find(entity, { canonical: { $in: canonical } }, { fields: ["id"] }));
}

/** The ids of all versions of the prompts that stand for the same as this one. */
export async function versionsOf(em: Em, promptId: string): Promise<string[]> {
  const canonical = em.createQueryBuilder(Prompt, "known").select("known.canonical").where({ id: promptId });
  return idsOf(
    await em.find(PromptVersion, { prompt: { canonical: { $in: canonical } } }, { fields: ["id"] }),
  );
}

export function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
