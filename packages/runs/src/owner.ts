import { type Em, Run } from "@evalboard/db";
import { RunNotFound } from "./errors.ts";

/** Whose runs: those with this label, where it is one, and with each of these tags. */
export interface RunOwner {
  readonly label: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** Whether a run is one of the owner's. */
export function isOwned({ label, tags }: Pick<Run, "label" | "tags">, owner: RunOwner): boolean {
  if (owner.label !== null && owner.label !== label) return false;
  return Object.entries(owner.tags).every(([name, value]) => tags[name] === value);
}

/** The owner's runs, as a filter of runs has them. */
export function filterOf({ label, tags }: RunOwner) {
  return { ...(label !== null && { label }), ...(Object.keys(tags).length > 0 && { tags: { ...tags } }) };
}

/** Throws `RunNotFound` for the first of these runs that is not there, or another's: nobody is told which. */
export async function requireOwned(em: Em, runIds: readonly string[], owner: RunOwner): Promise<void> {
  const runs = await em.find(Run, { id: { $in: [...runIds] } }, { fields: ["label", "tags"] });
  const owned = new Set(runs.filter((run) => isOwned(run, owner)).map(({ id }) => id));
  const missing = runIds.find((id) => !owned.has(id));
  if (missing !== undefined) throw new RunNotFound(missing);
}
