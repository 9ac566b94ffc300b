import { createHash } from "node:crypto";
import { Provenance, provenanceFields, type StartedRun, type StartRun } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run } from "@evalboard/db";
import { LockMode } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { pastInstant } from "./end-run.ts";
import { RunConflict } from "./errors.ts";
import { storableText } from "./text.ts";

type Start = z.output<typeof StartRun>;

/** Inserts the run, or finds the one that has its `externalId`. Throws `RunConflict` where that one is another. */
export async function startRun(em: Em, start: Start, now: Date): Promise<StartedRun> {
  const startedAt = pastInstant("startedAt", start.startedAt, now);
  const prompt = { name: start.prompt.name, text: storableText(start.prompt.text) };
  const evaluated = {
    model: await findOrInsertModel(em, start.model),
    dataset: await findOrInsertDataset(em, start.dataset.name),
    promptVersion: await findOrInsertVersion(em, prompt, now),
  };
  const id = uuid();
  const row = { id, externalId: start.externalId, status: "running" as const, startedAt, ...evaluated };
  const inserted = await em
    .createQueryBuilder(Run)
    .insert({ ...row, ...provenanceOf(start) })
    .onConflict("externalId")
    .ignore()
    .execute("run");
  if (inserted.affectedRows === 1) return { runId: id, status: "running", created: true };

  const run = await em.findOneOrFail(Run, { externalId: start.externalId });
  const differing = [
    run.model.id !== evaluated.model && "model",
    run.dataset.id !== evaluated.dataset && "dataset",
    run.promptVersion.id !== evaluated.promptVersion && "prompt",
    start.startedAt !== undefined && run.startedAt.getTime() !== startedAt.getTime() && "startedAt",
  ].filter((field) => field !== false);
  if (differing.length > 0) {
    throw new RunConflict(
      `externalId: "${start.externalId}" is taken by run ${run.id}, which has another ${differing.join(", ")}; ` +
        "send the same values again, or another externalId",
    );
  }
  return { runId: run.id, status: run.status, created: false };
}

/** Where the run comes from, null where nobody said it. */
function provenanceOf(start: Start): Provenance {
  return Provenance.parse(Object.fromEntries(provenanceFields.map((field) => [field, start[field] ?? null])));
}

/** The model's id; the row is made where the pair is new. */
async function findOrInsertModel(em: Em, { provider, name }: Start["model"]): Promise<string> {
  const found = await em.findOne(Model, { provider, name });
  if (found) return found.id;
  await em
    .createQueryBuilder(Model)
    .insert({ id: uuid(), provider, name })
    .onConflict(["provider", "name"])
    .ignore()
    .execute("run");
  return (await em.findOneOrFail(Model, { provider, name })).id;
}

/** The dataset's id; the row is made where the name is new. */
async function findOrInsertDataset(em: Em, name: string): Promise<string> {
  const found = await em.findOne(Dataset, { name });
  if (found) return found.id;
  await em
    .createQueryBuilder(Dataset)
    .insert({ id: uuid(), name })
    .onConflict("name")
    .ignore()
    .execute("run");
  return (await em.findOneOrFail(Dataset, { name })).id;
}

async function findOrInsertPrompt(em: Em, name: string): Promise<string> {
  const found = await em.findOne(Prompt, { name });
  if (found) return found.id;
  await em.createQueryBuilder(Prompt).insert({ id: uuid(), name }).onConflict("name").ignore().execute("run");
  return (await em.findOneOrFail(Prompt, { name })).id;
}

/** The id of the prompt's version with this text; a new text gets the next number. */
async function findOrInsertVersion(
  em: Em,
  { name, text }: { name: string; text: string },
  now: Date,
): Promise<string> {
  const prompt = await findOrInsertPrompt(em, name);
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
