import { createHash } from "node:crypto";
import { type Em, Prompt, PromptVersion, Run } from "@evalboard/db";
import { LockMode, raw, sql } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import { keepNames } from "./names/subjects.ts";

// Versions are numbered by when they were first run, whatever the order in which they came to be recorded: old results that
// are imported after new ones are the older version all the same. Prompts that are one by their names have one numbering.
// Whoever changes it locks in this order: the canonical prompt, a version, a run, the facts.

/** A text that a run was made with, and when that run started. */
interface RunText {
  /** The prompt as it was recorded. */
  readonly prompt: string;
  readonly text: string;
  readonly startedAt: Date;
  /** When it is recorded. */
  readonly now: Date;
}

/** The id of the prompt's version with this text, which is made where the text is new, in its place among the others. */
export async function findOrInsertVersion(em: Em, run: RunText): Promise<string> {
  const textHash = createHash("sha256").update(run.text).digest("hex");
  const ofText = { prompt: run.prompt, textHash };
  // As nearly always: a run that is not the version's first. The lock keeps that one from being deleted meanwhile.
  const settled = await em.findOne(
    PromptVersion,
    { ...ofText, firstRunAt: { $lte: run.startedAt }, [hasRuns]: [] },
    { fields: ["id"], lockMode: LockMode.PESSIMISTIC_READ },
  );
  if (settled) return settled.id;

  const canonical = await lockNumbering(em, run.prompt);
  const known = await em.findOne(PromptVersion, ofText, { fields: ["firstRunAt"], refresh: true });
  if (!known) return insertVersion(em, canonical, run, textHash);
  const first = await firstStart(em, known.id);
  await moveVersion(em, canonical, known, first && first < run.startedAt ? first : run.startedAt);
  return known.id;
}

const hasRuns = raw((alias) => `exists (select from runs where runs.prompt_version_id = ${alias}.id)`);

async function insertVersion(
  em: Em,
  canonical: string,
  { prompt, text, startedAt, now }: RunText,
  textHash: string,
): Promise<string> {
  const id = uuid();
  const ofPrompt = { prompt: { canonical } };
  const newest = await em.findOne(PromptVersion, ofPrompt, {
    fields: ["number"],
    orderBy: { number: "desc" },
    refresh: true,
  });
  const same = await em.findOne(PromptVersion, { ...ofPrompt, textHash }, { fields: ["canonical"] });
  await em.insert(PromptVersion, {
    id,
    prompt,
    number: (newest?.number ?? 0) + 1,
    firstRunAt: startedAt,
    canonical: same?.canonical.id ?? id,
    text,
    textHash,
    createdAt: now,
  });
  const others = { ...ofPrompt, id: { $ne: id }, firstRunAt: { $gte: startedAt } };
  if (same || (await em.count(PromptVersion, others)) > 0) await numberVersions(em, canonical);
  return id;
}

/** When the first run of the version started, but for those that are to be deleted; undefined where there is none. */
async function firstStart(
  em: Em,
  versionId: string,
  without: readonly string[] = [],
): Promise<Date | undefined> {
  const first = await em.findOne(
    Run,
    { promptVersion: versionId, ...(without.length > 0 && { id: { $nin: [...without] } }) },
    { fields: ["startedAt"], orderBy: { startedAt: "asc" }, disableIdentityMap: true },
  );
  return first?.startedAt;
}

async function moveVersion(
  em: Em,
  canonical: string,
  { id, firstRunAt }: Pick<PromptVersion, "id" | "firstRunAt">,
  to: Date,
): Promise<void> {
  if (to.getTime() === firstRunAt.getTime()) return;
  await em.nativeUpdate(PromptVersion, id, { firstRunAt: to });
  await numberVersions(em, canonical);
}

/** Waits for the turn to number the versions of all that these prompts' names stand for, in the order in which everybody waits. */
export async function lockNumberings(em: Em, promptIds: readonly string[]): Promise<void> {
  await keepNames(em);
  const named = await em.find(Prompt, { id: { $in: [...promptIds] } }, { refresh: true });
  const ids = [...new Set(named.map(({ canonical }) => canonical.id))].toSorted();
  for (const id of ids)
    await em.findOneOrFail(Prompt, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** Waits for the turn to number the versions of what this prompt's name stands for; gives its id. */
async function lockNumbering(em: Em, promptId: string): Promise<string> {
  await keepNames(em);
  const { canonical } = await em.findOneOrFail(Prompt, promptId, { refresh: true });
  await em.findOneOrFail(Prompt, canonical.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return canonical.id;
}

/**
 * Makes the versions of one text one, the first that was recorded, and numbers them, after the names that stand for this
 * prompt have changed. In the transaction that has locked the names.
 */
export async function arrangeVersions(em: Em, canonicalPrompt: string): Promise<void> {
  const first = em
    .createQueryBuilder(PromptVersion, "version")
    .join("version.prompt", "prompt")
    // As text: there is no `min` of uuids before PostgreSQL 18.
    .select([sql`version.text_hash`, sql`min(version.id::text)::uuid`.as("id")])
    .where({ prompt: { canonical: canonicalPrompt } })
    .groupBy("version.textHash");
  const canonical = sql`(select first.id from (${first.toRaw()}) first where first.text_hash = prompt_versions.text_hash)`;
  await em
    .createQueryBuilder(PromptVersion)
    .update({ canonical })
    .where({ prompt: { $in: membersOf(em, canonicalPrompt) } })
    .execute("run");
  await numberVersions(em, canonicalPrompt);
}

/** The names that stand for a prompt. */
function membersOf(em: Em, canonicalPrompt: string) {
  return em.createQueryBuilder(Prompt, "prompt").select("prompt.id").where({ canonical: canonicalPrompt });
}

/** Numbers the versions of a canonical prompt again, in the transaction that has their lock. */
async function numberVersions(em: Em, canonicalPrompt: string): Promise<void> {
  const placed = em
    .createQueryBuilder(PromptVersion, "version")
    .join("version.prompt", "prompt")
    .select([
      sql`version.canonical_id`.as("id"),
      sql`row_number() over (order by min(version.first_run_at), version.canonical_id)`.as("number"),
    ])
    .where({ prompt: { canonical: canonicalPrompt } })
    .groupBy("version.canonical");
  await em
    .createQueryBuilder(PromptVersion)
    .with("placed", placed)
    .update({ number: placedNumber })
    .where({ prompt: { canonical: canonicalPrompt }, [sql`number <> ${placedNumber}`]: [] })
    .execute("run");
}

const placedNumber = sql`(select placed.number from placed where placed.id = prompt_versions.canonical_id)`;

/**
 * Locks what the deletion of runs of this version may move, before the runs themselves are locked; gives what moves it then, to
 * be called while the runs are still there.
 */
export async function lockVersionOf(
  em: Em,
  versionId: string,
): Promise<(runs: readonly string[]) => Promise<void>> {
  const { prompt } = await em.findOneOrFail(PromptVersion, versionId, { fields: ["prompt"] });
  const canonical = await lockNumbering(em, prompt.id);
  const version = await em.findOneOrFail(PromptVersion, versionId, {
    fields: ["firstRunAt"],
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  return async (runs) => {
    const first = await firstStart(em, versionId, runs);
    // Where no run is left, its text keeps its place.
    if (first) await moveVersion(em, canonical, version, first);
  };
}
