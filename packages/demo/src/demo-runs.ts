import { Run, type Em } from "@evalboard/db";

/** Before every demo run's `externalId`: tells it from what people record beside the demo. */
export const DEMO_PREFIX = "demo/";

/** How long a run goes on that nobody ends, ms. */
const ABANDONED_MS = 600_000;

const ofDemo = { externalId: { $like: `${DEMO_PREFIX}%` } };

/** The demo's run that started last; null where there is no demo yet. */
export async function latestDemoRun(em: Em): Promise<Pick<Run, "startedAt"> | null> {
  return em.findOne(Run, ofDemo, { orderBy: { startedAt: "desc" } });
}

/** The demo's run that started first. Throws where there is no demo yet. */
export async function firstDemoRun(em: Em): Promise<Pick<Run, "startedAt">> {
  return em.findOneOrFail(Run, ofDemo, { orderBy: { startedAt: "asc" } });
}

/** Ends the runs that an earlier fill left under way; none ends after `now`. */
export async function failAbandoned(em: Em, now: Date): Promise<void> {
  for (const { id, startedAt } of await em.find(Run, { ...ofDemo, status: "running" })) {
    await em.nativeUpdate(Run, id, {
      status: "failed",
      failedAt: new Date(Math.min(startedAt.getTime() + ABANDONED_MS, now.getTime())),
      error: "The process that recorded this run was stopped",
    });
  }
}
