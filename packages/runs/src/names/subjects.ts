import type { NameKind, SubjectName } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { NotFound } from "../errors.ts";
import { findOrInsertSubject } from "../subjects.ts";

// Models, datasets and prompts alike, as far as their names go: a row for each name that runs were recorded with, and which
// row it stands for.

/** Of the advisory lock that orders renamings, and the numbering of prompt versions among them: "names" in ASCII. */
const namesLock = 0x6e616d6573n;

/** Waits until nobody renames anything or numbers versions, and holds that off until the transaction ends. */
export async function lockNames(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${namesLock})`);
}

/** Holds off renamings until the transaction ends: what a name stands for stays so. */
export async function keepNames(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock_shared(${namesLock})`);
}

/** A name, and the id of the one that it stands for. */
export interface Subject extends SubjectName {
  readonly canonicalId: string;
}

/** A name as it is looked up; only that of a model has a provider. */
export type Named = Pick<SubjectName, "provider" | "name">;

/** The name of this id; null where there is none. */
export async function findSubject(em: Em, kind: NameKind, id: string): Promise<Subject | null> {
  return (await findSubjects(em, kind, { id }))[0] ?? null;
}

/** The same. Throws `NotFound`, which begins with the field. */
export async function requireSubject(em: Em, kind: NameKind, id: string, field = "id"): Promise<Subject> {
  const subject = await findSubject(em, kind, id);
  if (subject) return subject;
  throw new NotFound(`${field}: no ${kind} ${id} here; runs.catalogue gives those there are`);
}

/** The row of this name; null where nothing was ever called so. */
export async function findNamed(em: Em, kind: NameKind, { provider, name }: Named): Promise<Subject | null> {
  const [found] = await findSubjects(em, kind, kind === "model" ? { provider, name } : { name });
  return found ?? null;
}

const entities = { model: Model, dataset: Dataset, prompt: Prompt } as const;

/** The same; a new name is made, and stands for itself. */
export async function findOrInsertNamed(em: Em, kind: NameKind, named: Named): Promise<Subject> {
  const { provider, name } = named;
  const called = provider === null ? { name } : { provider, name };
  return requireSubject(em, kind, await findOrInsertSubject(em, entities[kind], called));
}

/** The ids of the names that stand for this canonical subject, its own among them. */
export async function namesOf(em: Em, kind: NameKind, canonicalId: string): Promise<string[]> {
  return (await findSubjects(em, kind, { canonical: canonicalId })).map(({ id }) => id);
}

/** Those of these ids, by id. */
export async function subjectsById(
  em: Em,
  kind: NameKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const found = await findSubjects(em, kind, { id: { $in: [...ids] } });
  return new Map(found.map((subject) => [subject.id, subject]));
}

/** All that are canonical. */
export async function canonicalSubjects(em: Em, kind: NameKind): Promise<Subject[]> {
  return (await findSubjects(em, kind, {})).filter(({ id, canonicalId }) => id === canonicalId);
}

/** Lets these names stand for another subject. */
export async function letStandFor(
  em: Em,
  kind: NameKind,
  names: readonly string[],
  canonicalId: string,
): Promise<void> {
  const where = { id: { $in: [...names] } };
  const canonical = { canonical: canonicalId };
  if (kind === "model") await em.nativeUpdate(Model, where, canonical);
  else if (kind === "dataset") await em.nativeUpdate(Dataset, where, canonical);
  else await em.nativeUpdate(Prompt, where, canonical);
}

/** As a person reads it: `openai/gpt-4o`, or the name alone. */
export function shownName({ provider, name }: Named): string {
  return JSON.stringify(provider === null ? name : `${provider}/${name}`);
}

const UsedRow = z.object({ id: z.uuid(), runs: z.int() });

/** How many runs each of these canonical subjects has under all of its names, of every status; none has no entry. */
export async function countRunsOf(
  em: Em,
  kind: NameKind,
  canonicalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const runs = em.createQueryBuilder(Run, "run");
  const query =
    kind === "prompt"
      ? runs.join("run.promptVersion", "version").join("version.prompt", "subject")
      : runs.join(`run.${kind}`, "subject");
  const rows = await query
    .select([sql`subject.canonical_id`.as("id"), sql`count(*)::int`.as("runs")])
    .where({ [sql.ref("subject.canonical_id")]: { $in: [...canonicalIds] } })
    .groupBy(sql`1`)
    .execute<unknown>("all", false);
  return new Map(
    UsedRow.array()
      .parse(rows)
      .map(({ id, runs: counted }) => [id, counted]),
  );
}

/** What the contract says of a name. */
export const subjectName = ({ id, provider, name }: Subject): SubjectName => ({ id, provider, name });

interface Condition {
  readonly id?: string | { readonly $in: string[] };
  readonly canonical?: string;
  readonly provider?: string | null;
  readonly name?: string;
}

async function findSubjects(em: Em, kind: NameKind, condition: Condition): Promise<Subject[]> {
  const where = { ...condition };
  // What another transaction committed meanwhile is seen.
  const options = { refresh: true } as const;
  if (kind === "model") {
    const found = await em.find(Model, where, options);
    return found.map(({ id, provider, name, canonical }) => ({
      id,
      provider,
      name,
      canonicalId: canonical.id,
    }));
  }
  const found =
    kind === "dataset" ? await em.find(Dataset, where, options) : await em.find(Prompt, where, options);
  return found.map(({ id, name, canonical }) => ({ id, provider: null, name, canonicalId: canonical.id }));
}
