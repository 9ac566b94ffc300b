import type { NameKind, Renaming as MadeRenaming, RenamePreview, RenameSubject } from "@evalboard/contract";
import { type Em, PromptVersion, Renaming } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { InvalidRun } from "../errors.ts";
import { arrangeVersions } from "../prompt-versions.ts";
import { describeRenaming, newestRenaming } from "./renamings.ts";
import {
  countRunsOf,
  findNamed,
  findOrInsertNamed,
  findSubject,
  letStandFor,
  lockNames,
  type Named,
  namesOf,
  requireSubject,
  type Subject,
  subjectName,
} from "./subjects.ts";

type Asked = z.output<typeof RenameSubject>;

/** What a renaming would do, as things stand. Throws `NotFound`, or `InvalidRun` where it would change nothing. */
export async function previewRenaming(em: Em, asked: Asked): Promise<RenamePreview> {
  const { kind } = asked;
  const from = await requireCanonical(em, kind, asked.id);
  const named = nameOf(asked, from);
  const to = await targetOf(em, kind, from, await findNamed(em, kind, named));
  const runs = await countRunsOf(em, kind, to ? [from.id, to.id] : [from.id]);
  const presentRuns = (to && to.id !== from.id && runs.get(to.id)) || 0;
  return {
    kind,
    from: subjectName(from),
    // A name without a run stands nowhere: it is as good as new.
    to: to ? { ...subjectName(to), id: presentRuns > 0 ? to.id : null } : { id: null, ...named },
    movedRuns: runs.get(from.id) ?? 0,
    presentRuns,
    ...(await countVersions(em, kind, from.id, to?.id)),
  };
}

/** Renames, in one transaction. Throws as the preview does. */
export async function renameSubject(em: Em, asked: Asked, now: Date): Promise<MadeRenaming> {
  const { kind } = asked;
  const named = nameOf(asked, await requireCanonical(em, kind, asked.id));
  // Before the lock, as a run that starts does it: a new name that another transaction has made is waited for.
  const row = await findOrInsertNamed(em, kind, named);
  await lockNames(em);

  const from = await requireCanonical(em, kind, asked.id);
  const to = (await targetOf(em, kind, from, await findSubject(em, kind, row.id))) ?? row;
  const merged = to.canonicalId !== from.id && (await countRunsOf(em, kind, [to.id])).size > 0;
  const moved = await namesOf(em, kind, from.id);
  await letStandFor(em, kind, moved, to.id);
  if (kind === "prompt") await arrangeVersions(em, to.id);

  const newest = await newestRenaming(em);
  const renaming = {
    id: uuid(),
    kind,
    fromId: from.id,
    toId: to.id,
    merged,
    moved,
    // Later than the one before, whatever the servers' clocks: the order says what rests on what.
    at: newest && newest.at >= now ? new Date(newest.at.getTime() + 1) : now,
    undoneAt: null,
  };
  await em.insert(Renaming, renaming);
  return describeRenaming(renaming, { from, to }, true);
}

async function requireCanonical(em: Em, kind: NameKind, id: string): Promise<Subject> {
  const subject = await requireSubject(em, kind, id);
  return subject.canonicalId === id ? subject : requireSubject(em, kind, subject.canonicalId);
}

function nameOf({ kind, provider, name }: Asked, from: Subject): Named {
  return { provider: kind === "model" ? (provider ?? from.provider) : null, name };
}

/**
 * What the names of `from` are to stand for: what the other name stands for, or that name itself where it is one of them
 * already; null where nothing was ever called so. Throws `InvalidRun` where it is what they stand for.
 */
async function targetOf(
  em: Em,
  kind: NameKind,
  from: Subject,
  other: Subject | null,
): Promise<Subject | null> {
  if (other?.id === from.id)
    throw new InvalidRun(`name: the ${kind} is called so already; give another name`);
  if (!other || other.canonicalId === from.id) return other;
  return findSubject(em, kind, other.canonicalId);
}

/** Of a prompt, how many of its texts move, and how many of them the other has. */
async function countVersions(em: Em, kind: NameKind, fromId: string, toId: string | undefined) {
  const texts = async (canonical: string) => {
    const versions = await em.find(PromptVersion, { prompt: { canonical } }, { fields: ["textHash"] });
    return new Set(versions.map(({ textHash }) => textHash));
  };
  const moving = kind === "prompt" ? await texts(fromId) : new Set<string>();
  const present = kind === "prompt" && toId !== undefined ? await texts(toId) : new Set<string>();
  const shared = [...moving].filter((text) => present.has(text));
  return { movedVersions: moving.size, sharedVersions: shared.length };
}
