import { AddResults, StartRun } from "@evalboard/contract";
import { FactGeneration, type Orm } from "@evalboard/db";
import { rebuildFacts } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn } from "../harness/in-turn.ts";
import { copyRows } from "./copy-rows.ts";

const WRITERS = 16;
const RUNS_A_ROUND = 400;
const RESULTS_A_RUN = 30;

/** Of a completed run, besides its names; none is null. */
const columns =
  "status, model_id, dataset_id, prompt_version_id, started_at, completed_at, average_score, total_items, passed_items, " +
  "perfect_items, partial_items, failed_items, errored_items, unscored_items, latency_ms, measured_items, " +
  "input_counted_items, output_counted_items, cost_usd, priced_items, metrics, items_hash";

/**
 * Completions per second with 16 at once. All complete now, so that all add to the same rows of the board: beside the same
 * without facts, and beside `psql \copy` of finished runs of the same columns.
 */
export async function completedRuns(bench: Bench): Promise<Row[]> {
  const database = await (await bench.postgresql()).database({ maxConnections: WRITERS });
  try {
    const { orm, url } = database;
    const store = createRunStore({ orm });
    const folder = await bench.folder();
    let rounds = 0;
    const { withFacts, without, copied } = await inTurn(
      { rounds: 7 },
      {
        without: async () => {
          await orm.em.fork().nativeDelete(FactGeneration, {});
          return completionsPerSecond(store, `without-${rounds++}`);
        },
        withFacts: async () => {
          await rebuildFacts({ orm, timeZone: "Europe/Berlin", now: new Date() });
          return completionsPerSecond(store, `with-${rounds++}`);
        },
        copied: async () => {
          const lines = await finishedRuns(orm, `copy-${rounds++}`);
          return perSecond(copyRows(url, folder, `runs(id, external_id, ${columns})`, lines));
        },
      },
    );
    const ours = { value: withFacts, unit: "/s" } as const;
    return [
      row(
        `completions, ${WRITERS} writers`,
        ours,
        { value: without, unit: "/s", of: "without facts" },
        {
          least: 0.85,
        },
      ),
      row(`completions, ${WRITERS} writers`, ours, { value: 300, unit: "/s", of: "aimed at" }, { least: 1 }),
      row(`completions, ${WRITERS} writers`, ours, { value: copied, unit: "/s", of: "psql \\copy of runs" }),
    ];
  } finally {
    await database.drop();
  }
}

async function completionsPerSecond(store: RunStore, name: string): Promise<number> {
  const waiting = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const ids: string[] = [];
      for (let index = writer; index < RUNS_A_ROUND; index += WRITERS) {
        ids.push(await recorded(store, `${name}-${index}`, index));
      }
      return ids;
    }),
  );
  const begun = performance.now();
  await Promise.all(
    waiting.map(async (ids) => {
      for (const runId of ids) await store.complete({ runId });
    }),
  );
  return perSecond(performance.now() - begun);
}

async function recorded(store: RunStore, externalId: string, index: number): Promise<string> {
  const start = StartRun.parse({
    externalId,
    model: { provider: "bench", name: `model-${index % 12}` },
    dataset: { name: `dataset-${index % 10}` },
    prompt: { name: `prompt-${index % 5}`, text: "text" },
  });
  const { runId } = await store.start(start);
  const results = Array.from({ length: RESULTS_A_RUN }, (_, item) => ({
    itemKey: `item-${item}`,
    score: (item % 5) / 4,
    latencyMs: 200 + ((index * 131 + item * 977) % 3_000),
    costUsd: 0.0003,
  }));
  await store.addResults(AddResults.parse({ runId, results }));
  return runId;
}

/** As many completed runs as a round makes, under new names, as lines for COPY. */
async function finishedRuns(orm: Orm, name: string): Promise<string[]> {
  const rows = await orm.em.getConnection().execute<{ line: string }[]>(`
    select concat_ws(E'\\t', gen_random_uuid(), '${name}-' || id, ${columns}) as line
    from runs where status = 'completed' limit ${RUNS_A_ROUND}`);
  return rows.map(({ line }) => line);
}

function perSecond(ms: number): number {
  return (RUNS_A_ROUND / ms) * 1_000;
}
