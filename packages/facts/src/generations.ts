import { type Em, FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** Of the advisory lock that orders completions and the building of a generation: "facts" in ASCII. */
const factsLock = 0x6661637473n;

/** Of the advisory lock that orders completions among themselves: "fact+" in ASCII. */
const turnLock = 0x666163742bn;

/** Holds off the building of generations until the transaction ends; others that change runs may go on. */
export async function lockForChange(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock_shared(${factsLock})`);
}

/**
 * To be joined in a statement that changes facts: before it changes any it waits until it is its transaction's turn, which it is
 * until that ends. Every run adds to the same rows of the board, so they would wait for one another all the same, but
 * not in the order in which they came. In a statement of its own the wait would cost all others a round trip.
 */
export const turn: RawQueryFragment = sql`(select pg_advisory_xact_lock(${turnLock}) is not null as taken)`;

/** Joins `turn`. */
export const isTaken = { "turn.taken": true } as const;

/** Waits until nobody completes or deletes a run, and holds that off until the transaction ends. */
export async function lockForBuilding(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${factsLock})`);
}

/** Changes when the meaning of a stored row does: what is stored under another number is built again. */
export const LAYOUT = 4;

/** How far back facts of hours are kept, ms: a day's report and the day before it, and a margin. */
const HOURS_KEPT_MS = 72 * 3_600_000;

/** The facts that reports of this time zone are read from; null while they are not there. */
export async function currentGeneration(em: Em, timeZone: string): Promise<FactGeneration | null> {
  return em.findOne(FactGeneration, { stage: "current", timeZone, layout: LAYOUT }, { refresh: true });
}

/** What a generation that is being built is for. */
type BuildingStage = "building" | "checking";

/** The generation that is being built for this time zone, if any. */
export async function unfinishedGeneration(
  em: Em,
  stage: BuildingStage,
  timeZone: string,
): Promise<FactGeneration | null> {
  return em.findOne(FactGeneration, { stage, timeZone, layout: LAYOUT }, { refresh: true });
}

/** Puts an empty generation in the place of another of its stage, which whoever builds it finds gone. Gives its id. */
export async function startGeneration(
  em: Em,
  { stage, timeZone, hoursFrom }: { stage: BuildingStage; timeZone: string; hoursFrom: Date },
): Promise<number> {
  await em.nativeDelete(FactGeneration, { stage });
  return em.insert(FactGeneration, {
    stage,
    timeZone,
    hoursFrom,
    layout: LAYOUT,
    complete: false,
    scannedAt: null,
    scannedId: null,
  });
}

/** From when on hours are kept at `now`; nothing asks for those before. */
export function hoursFromOf(now: Date): Date {
  return new Date(now.getTime() - HOURS_KEPT_MS);
}
