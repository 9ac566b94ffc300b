import type { Renaming as MadeRenaming } from "@evalboard/contract";
import { type Em, Renaming } from "@evalboard/db";
import { NotFound, RunConflict } from "../errors.ts";
import { arrangeVersions } from "../prompt-versions.ts";
import { letStandFor, lockNames, shownName, type Subject, subjectName, subjectsById } from "./subjects.ts";

/** The renamings that stand, the newest first. */
export async function listRenamings(em: Em): Promise<MadeRenaming[]> {
  const standing = await standingRenamings(em);
  const endsOf = await readEnds(em, standing);
  // A name that was moved again since can only go back in that order.
  const movedSince = new Set<string>();
  return standing.map((renaming) => {
    const undoable = !renaming.moved.some((name) => movedSince.has(name));
    for (const name of renaming.moved) movedSince.add(name);
    return describeRenaming(renaming, endsOf(renaming), undoable);
  });
}

/** Takes a renaming back, in one transaction. Throws `NotFound`, or `RunConflict` where a newer one must go first. */
export async function undoRenaming(em: Em, renamingId: string, now: Date): Promise<MadeRenaming> {
  await lockNames(em);
  const renaming = await em.findOne(Renaming, renamingId, { refresh: true });
  if (!renaming) {
    throw new NotFound(`renamingId: no renaming ${renamingId} here; names.renamings gives those that stand`);
  }
  const { kind, fromId, toId, moved, undoneAt } = renaming;
  if (undoneAt) throw new RunConflict(`renamingId: was undone on ${undoneAt.toISOString()}`);
  const names = new Set(moved);
  const after = (await standingRenamings(em, { at: { $gt: renaming.at } })).find((newer) =>
    newer.moved.some((name) => names.has(name)),
  );
  if (after) {
    const { from, to } = (await readEnds(em, [after]))(after);
    throw new RunConflict(
      `renamingId: its ${kind} was renamed again since, from ${shownName(from)} to ${shownName(to)}; ` +
        `undo renaming ${after.id} first`,
    );
  }
  await letStandFor(em, kind, moved, fromId);
  if (kind === "prompt") {
    await arrangeVersions(em, fromId);
    await arrangeVersions(em, toId);
  }
  await em.nativeUpdate(Renaming, renamingId, { undoneAt: now });
  return describeRenaming(renaming, (await readEnds(em, [renaming]))(renaming), false);
}

/** The newest of all, undone or not. */
export async function newestRenaming(em: Em): Promise<Renaming | null> {
  const [newest] = await em.find(Renaming, {}, { orderBy: { at: "desc" }, limit: 1 });
  return newest ?? null;
}

/** A renaming as the contract has it. */
export function describeRenaming(
  { id, kind, at, merged }: Pick<Renaming, "id" | "kind" | "at" | "merged">,
  { from, to }: Ends,
  undoable: boolean,
): MadeRenaming {
  return {
    id,
    kind,
    from: subjectName(from),
    to: subjectName(to),
    at: at.toISOString(),
    merged,
    undoable,
  };
}

async function standingRenamings(em: Em, which: { readonly at?: { readonly $gt: Date } } = {}) {
  return em.find(Renaming, { undoneAt: null, ...which }, { orderBy: { at: "desc", id: "desc" } });
}

/** What a renaming led from, and what to. */
interface Ends {
  readonly from: Subject;
  readonly to: Subject;
}

/** The ends of these renamings, read at once. */
async function readEnds(em: Em, renamings: readonly Renaming[]): Promise<(renaming: Renaming) => Ends> {
  const byKind = Map.groupBy(renamings, ({ kind }) => kind);
  const subjects = new Map<string, Subject>();
  for (const [kind, own] of byKind) {
    const found = await subjectsById(
      em,
      kind,
      own.flatMap(({ fromId, toId }) => [fromId, toId]),
    );
    for (const [id, subject] of found) subjects.set(id, subject);
  }
  const of = (id: string) => {
    const subject = subjects.get(id);
    if (subject) return subject;
    throw new Error(`a renaming is of ${id}, which is not there`);
  };
  return ({ fromId, toId }) => ({ from: of(fromId), to: of(toId) });
}
