import { createHash } from "node:crypto";
import { Dataset, Model, Prompt, PromptVersion, type Em } from "@evalboard/db";
import { LockMode } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";

/** The model's id; the row is made where the pair is new. */
export async function modelId(
  em: Em,
  { provider, name }: { provider: string; name: string },
): Promise<string> {
  const found = await em.findOne(Model, { provider, name });
  if (found) return found.id;
  await em
    .qb(Model)
    .insert({ id: uuid(), provider, name })
    .onConflict(["provider", "name"])
    .ignore()
    .execute("run");
  return (await em.findOneOrFail(Model, { provider, name })).id;
}

/** The dataset's id; the row is made where the name is new. */
export async function datasetId(em: Em, name: string): Promise<string> {
  const found = await em.findOne(Dataset, { name });
  if (found) return found.id;
  await em.qb(Dataset).insert({ id: uuid(), name }).onConflict("name").ignore().execute("run");
  return (await em.findOneOrFail(Dataset, { name })).id;
}

async function promptId(em: Em, name: string): Promise<string> {
  const found = await em.findOne(Prompt, { name });
  if (found) return found.id;
  await em.qb(Prompt).insert({ id: uuid(), name }).onConflict("name").ignore().execute("run");
  return (await em.findOneOrFail(Prompt, { name })).id;
}

/** The id of the prompt's version with this text; a new text gets the next number. */
export async function promptVersionId(
  em: Em,
  { name, text }: { name: string; text: string },
  now: Date,
): Promise<string> {
  const prompt = await promptId(em, name);
  const textHash = createHash("sha256").update(text).digest("hex");
  const found = await em.findOne(PromptVersion, { prompt, textHash });
  if (found) return found.id;

  // Numbers have no gaps and no twins: one giver of numbers a prompt at a time.
  await em.findOneOrFail(Prompt, prompt, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const [newest] = await em.find(PromptVersion, { prompt }, { orderBy: { number: "desc" }, limit: 1 });
  const given = await em.findOne(PromptVersion, { prompt, textHash });
  if (given) return given.id;

  const id = uuid();
  await em.insert(PromptVersion, {
    id,
    prompt,
    number: (newest?.number ?? 0) + 1,
    text,
    textHash,
    createdAt: now,
  });
  return id;
}
