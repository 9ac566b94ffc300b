import { type Em, Fact, FactGeneration, FactHistogram, Run } from "@evalboard/db";
import { currentGeneration, unfinishedGeneration } from "../generations.ts";

/** Whether the facts of this time zone are there and none are being built. */
export async function isBuilt(em: Em, timeZone: string): Promise<boolean> {
  if (await unfinishedGeneration(em, "building", timeZone)) return false;
  return (await currentGeneration(em, timeZone)) !== null;
}

/** Completed runs, counted. */
export async function countRuns(em: Em): Promise<number> {
  return em.count(Run, { status: "completed" });
}

/** Completed runs that a generation holds, by its own account. */
export async function runsIn(em: Em, { id }: Pick<FactGeneration, "id">): Promise<number> {
  const all = await em.findOne(Fact, { generation: id, scope: "board", unit: "all" });
  return all?.runs ?? 0;
}

/** Rows that a generation consists of. */
export async function rowsIn(em: Em, { id }: Pick<FactGeneration, "id">): Promise<number> {
  return (await em.count(Fact, { generation: id })) + (await em.count(FactHistogram, { generation: id }));
}

/** Ends a verification that a process left when it was killed: completions go on adding to what it made. */
export async function dropVerification(em: Em): Promise<void> {
  await em.nativeDelete(FactGeneration, { stage: "checking" });
}
