import { FactGeneration, Model, type Orm, Run } from "@evalboard/db";
import { idOf } from "@evalboard/db/testing";
import { prepareFacts, takeStep } from "../build.ts";
import { startGeneration, hoursFromOf, lockForBuilding } from "../generations.ts";
import type { Event } from "./arbitrary-history.ts";
import { complete, remove, type RunOfTest, scoreLate } from "./board.ts";

/** Empties the board and lets the events happen to it. Gives the runs that are left. */
export async function playHistory(orm: Orm, events: readonly Event[], now: Date): Promise<RunOfTest[]> {
  const em = orm.em.fork();
  await em.nativeDelete(Run, {});
  await em.nativeDelete(FactGeneration, {});
  const runs: RunOfTest[] = [];
  for (const [index, event] of events.entries()) await play(orm, event, { now, runs, index });
  return runs;
}

async function play(
  orm: Orm,
  event: Event,
  { now, runs, index }: { now: Date; runs: RunOfTest[]; index: number },
): Promise<void> {
  const transaction = orm.em.fork().transactional.bind(orm.em.fork());
  switch (event.kind) {
    case "complete": {
      const run = { index, ...event.run };
      await transaction((em) => complete(em, run));
      runs.push(run);
      return;
    }
    case "complete and fail":
      await transaction(async (em) => {
        await complete(em, { index, ...event.run });
        throw new Error("failed");
      }).catch(() => {});
      return;
    case "delete": {
      const [run] = runs.splice(event.pick % Math.max(1, runs.length), 1);
      if (run) await transaction((em) => remove(em, run));
      return;
    }
    case "score late": {
      const picked = event.pick % Math.max(1, runs.length);
      const run = runs[picked];
      if (run?.scores.includes("unscored")) {
        runs[picked] = await transaction((em) => scoreLate(em, run, event.score));
      }
      return;
    }
    case "merge":
      // Facts are of the names that runs were recorded with, whatever these stand for.
      await orm.em
        .fork()
        .nativeUpdate(Model, idOf("model", event.from), { canonical: idOf("model", event.to) });
      return;
    case "begin rebuild":
      await transaction(async (em) => {
        await lockForBuilding(em);
        const { timeZone } = event;
        await startGeneration(em, { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
      });
      return;
    case "step": {
      // A rebuild that is killed after any step is one that takes no further step.
      const building = await orm.em.fork().findOne(FactGeneration, { stage: "building" });
      if (building)
        await transaction((em) => takeStep(em, building.id, { runs: event.runs, results: 1_000 }));
      return;
    }
    case "prepare":
      await prepareFacts({ orm, timeZone: event.timeZone, now });
  }
}
