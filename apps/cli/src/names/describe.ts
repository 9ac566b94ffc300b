import type { LikelySame, RenamePreview, Renaming, SubjectName } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";

/** A name as the commands take it: `openai/gpt-4o`, or the name alone. */
export function nameOf({ provider, name }: Pick<SubjectName, "provider" | "name">): string {
  return provider === null ? name : `${provider}/${name}`;
}

/** Names that are likely the same, each pair with the command that makes them one. */
export function describeLikelySame(pairs: readonly LikelySame[]): string[] {
  return pairs.flatMap(({ kind, from, to, differsIn }) => [
    `${kind} ${quoted(from)} (${formatCounted(from.runs, "run")}) and ${quoted(to)} (${formatCounted(to.runs, "run")}) differ in ${differsIn}`,
    `  evalboard rename ${kind} ${shellWord(nameOf(from))} ${shellWord(nameOf(to))}`,
  ]);
}

/** Renamings, one a line, each with what undoing it needs. */
export function describeRenamings(renamings: readonly Renaming[]): string[] {
  return renamings.map(
    (renaming) =>
      `${renaming.at}  ${renaming.id}  ${describeRenaming(renaming)}${renaming.undoable ? "" : "; a newer one rests on it"}`,
  );
}

export function describeRenaming({
  kind,
  from,
  to,
  merged,
}: Omit<Renaming, "id" | "at" | "undoable">): string {
  return `${kind} ${quoted(from)} ${merged ? "merged into" : "renamed to"} ${quoted(to)}`;
}

/** What a renaming would do, a line each. */
export function describePreview(preview: RenamePreview): string[] {
  const { kind, from, to, movedRuns, presentRuns, movedVersions, sharedVersions } = preview;
  const merged = to.id !== null;
  const lines = [
    `${describeRenaming({ kind, from, to: { ...to, id: from.id }, merged })}:`,
    merged
      ? `  ${formatCounted(movedRuns, "run")} would stand beside ${formatCounted(presentRuns, "run")} of ${quoted(to)}`
      : `  ${formatCounted(movedRuns, "run")} would stand under the new name`,
  ];
  if (kind === "prompt" && merged) {
    lines.push(
      `  ${formatCounted(movedVersions, "version")} would be numbered among its own; ${sharedVersions} of them are texts that both have`,
    );
  }
  return lines;
}

function quoted(name: Pick<SubjectName, "provider" | "name">): string {
  return JSON.stringify(nameOf(name));
}

/** A name as a shell takes it for one word. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-")
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
