import { AddResults, StartRun } from "@evalboard/contract";
import { FactGeneration, type Orm, Run } from "@evalboard/db";
import { prepareFacts, rebuildFacts } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import type { Event, History, RecordedRun } from "./arbitrary-history.ts";

/** A board on which a history happens. */
interface Stage {
  readonly orm: Orm;
  readonly store: RunStore;
  readonly now: Date;
  timeZone: string;
  /** The runs that completed and are still there, by their external ids. */
  readonly runs: { runId: string; externalId: string; items: RecordedRun["items"] }[];
  recorded: number;
}

/** Empties the board, lets a server start on it and the history happen, and another server start at its end. */
export async function playHistory(orm: Orm, { now, timeZone, events }: History): Promise<void> {
  const em = orm.em.fork();
  await em.nativeDelete(Run, {});
  await em.nativeDelete(FactGeneration, {});
  const store = createRunStore({ orm, now: () => now });
  const stage: Stage = { orm, store, now, timeZone, runs: [], recorded: 0 };
  await prepareFacts({ orm, timeZone, now });
  for (const event of events) await play(stage, event);
  // Not while the board is of another zone, or a rebuild has broken off before its end.
  if (stage.timeZone !== timeZone) await prepareFacts({ orm, timeZone, now });
}

async function play(stage: Stage, event: Event): Promise<void> {
  const { orm, store, runs, now, timeZone } = stage;
  switch (event.kind) {
    case "record":
      return record(stage, event.run);
    case "import at once":
      await Promise.all(event.runs.map((run) => record(stage, run)));
      return;
    case "replace": {
      const [run] = runs.splice(event.pick % Math.max(1, runs.length), 1);
      if (run) await record(stage, event.run, run.externalId);
      return;
    }
    case "complete again": {
      const run = runs[event.pick % runs.length];
      if (run) await store.complete({ runId: run.runId });
      return;
    }
    case "score late": {
      const run = runs[event.pick % runs.length];
      if (!run) return;
      const results = resultsOf(run.items, event.score).filter(
        (_, index) => run.items[index]?.score === "unscored",
      );
      if (results.length > 0) await store.addResults(AddResults.parse({ runId: run.runId, results }));
      run.items = run.items.map((item) =>
        item.score === "unscored" ? { ...item, score: event.score } : item,
      );
      return;
    }
    case "delete": {
      const [run] = runs.splice(event.pick % Math.max(1, runs.length), 1);
      if (run) await store.delete(run);
      return;
    }
    case "fail": {
      const { runId } = await start(stage, event.run);
      await store.fail({ runId, error: "out of credit" });
      return;
    }
    case "rebuild":
      await rebuildFacts({ orm, timeZone, now, onProgress: event.breaksOff ? breakOff : undefined }).catch(
        rethrowUnlessBroken,
      );
      return;
    case "start in a zone":
      stage.timeZone = event.timeZone;
      await prepareFacts({ orm, timeZone: event.timeZone, now });
  }
}

/** Records a run, in the place of the one that is called so. */
async function record(stage: Stage, run: RecordedRun, replaced?: string): Promise<void> {
  const { store, now, runs } = stage;
  const { runId, externalId } = await start(stage, run, replaced);
  await store.addResults(AddResults.parse({ runId, results: resultsOf(run.items, null) }));
  await store.complete({ runId, completedAt: new Date(now.getTime() - run.agoMs).toISOString() });
  runs.push({ runId, externalId, items: run.items });
}

/** Each of two items is asked up to twice; those that nobody had scored have this score. */
function resultsOf(items: RecordedRun["items"], late: number | null) {
  return items.map(({ score, latencyMs, costUsd }, index) => ({
    itemKey: `item ${index % 2}`,
    repeat: 1 + (index >> 1),
    score: score === "unscored" ? late : score,
    error: score === null ? "broken" : null,
    latencyMs,
    costUsd,
  }));
}

async function start(
  stage: Stage,
  run: RecordedRun,
  replaced?: string,
): Promise<{ runId: string; externalId: string }> {
  const externalId = replaced ?? `run ${stage.recorded++}`;
  const started = await stage.store.start(
    StartRun.parse({
      externalId,
      model: { provider: "provider", name: `model ${run.model}` },
      dataset: { name: `dataset ${run.dataset}` },
      prompt: { name: `prompt ${run.prompt}`, text: `text ${run.text}` },
      limited: run.limited,
      replace: replaced !== undefined,
      startedAt: new Date(stage.now.getTime() - run.agoMs).toISOString(),
    }),
  );
  return { runId: started.runId, externalId };
}

class BrokenOff extends Error {}

function breakOff(): never {
  throw new BrokenOff();
}

function rethrowUnlessBroken(error: unknown): void {
  if (!(error instanceof BrokenOff)) throw error;
}
