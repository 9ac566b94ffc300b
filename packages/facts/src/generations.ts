import { type Em, FactGeneration } from "@evalboard/db";

/** Changes when the meaning of a stored row does: what is stored under another number is built anew. */
export const LAYOUT = 2;

/** How far back facts of hours are kept, ms: a day's report and the day before it, and a margin. */
const HOURS_KEPT_MS = 72 * 3_600_000;

/** The facts that reports of this time zone are read from; null while they are not there. */
export async function currentGeneration(em: Em, timeZone: string): Promise<FactGeneration | null> {
  return em.findOne(FactGeneration, { stage: "current", timeZone, layout: LAYOUT }, { refresh: true });
}

/** What a generation that is being built is for. */
export type BuildingStage = "building" | "checking";

/** The generation that is being built for this time zone, if any. */
export async function unfinishedGeneration(
  em: Em,
  stage: BuildingStage,
  timeZone: string,
): Promise<FactGeneration | null> {
  return em.findOne(FactGeneration, { stage, timeZone, layout: LAYOUT }, { refresh: true });
}

/** Puts an empty generation in the place of another of its stage, which whoever builds it finds gone. Gives its id. */
export async function beginGeneration(
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
