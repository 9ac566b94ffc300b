import { ListResults, ListRuns, StartRun } from "@evalboard/contract";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { fillRuns } from "../fill/fill-runs.ts";
import { type Aim, type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";
import type { BenchDatabase } from "../harness/shared-postgresql.ts";

const FEW_RUNS = 10_000;
const MANY_RUNS = 1_000_000;
const FEW_RESULTS = 1_000;
const MANY_RESULTS = 100_000;

/** A page of the run list, and of a run's results: with many rows beside the same page with few. */
export async function reading(bench: Bench): Promise<Row[]> {
  const server = await bench.postgresql();
  const boards: Filled[] = [];
  try {
    for (const [runs, results] of [
      [FEW_RUNS, FEW_RESULTS],
      [Math.min(MANY_RUNS, bench.maxRuns), MANY_RESULTS],
    ] as const) {
      bench.say(`filling ${runs} runs, and one of ${results} results`);
      boards.push(await filled(await server.database(), runs, results));
    }
    const [few, many] = boards as [Filled, Filled];
    const rows: Row[] = [];
    for (const [name, read] of Object.entries(reads)) {
      const times = await inTurn(
        { rounds: 15 },
        { few: () => timed(() => read(few)), many: () => timed(() => read(many)) },
      );
      const size = (data: Filled) =>
        name.startsWith("run") ? `of ${data.runCount}` : `of ${data.resultCount}`;
      const ours = { value: times.many, unit: "ms", of: size(many) } as const;
      rows.push(row(name, ours, { value: times.few, unit: "ms", of: size(few) }, aims[name]));
    }
    return rows;
  } finally {
    for (const { database } of boards) await database.drop();
  }
}

interface Filled {
  readonly database: BenchDatabase;
  readonly store: RunStore;
  readonly runCount: number;
  readonly resultCount: number;
  /** A run in the middle of each order, and the one that has all the results. */
  readonly middle: { readonly startedAt: string; readonly averageScore: string };
  readonly modelId: string;
  readonly runId: string;
}

const list = (query: (data: Filled) => object) => (data: Filled) =>
  data.store.list(ListRuns.parse(query(data)));
const results = (query: (data: Filled) => object) => (data: Filled) =>
  data.store.results(ListResults.parse({ runId: data.runId, ...query(data) }));

const reads: Record<string, (data: Filled) => Promise<unknown>> = {
  "runs, first page": list(() => ({})),
  "runs, a page in the middle": list(({ middle }) => ({ cursor: middle.startedAt })),
  "runs by score, a page in the middle": list(({ middle }) => ({
    sort: "averageScore",
    cursor: middle.averageScore,
  })),
  "runs of one model, by latency": list(({ modelId }) => ({ modelId, sort: "latencyMs" })),
  "runs with a score from 0.2 to 0.3, of one model": list(({ modelId }) => ({
    modelId,
    minScore: 0.2,
    maxScore: 0.3,
  })),
  "runs whose model's name holds a text": list(() => ({ text: "MODEL-7" })),
  "runs whose external id starts with a text": list(() => ({ text: "run-0000" })),
  "runs of no match": list(() => ({ text: "nothing is called so" })),
  run: ({ store, runId }) => store.get({ runId }),
  "results, first page": results(() => ({})),
  "results, a page in the middle": results(({ resultCount }) => ({ cursor: String(resultCount / 2) })),
  "results by score, worst first": results(() => ({ sort: "score" })),
  "results that failed": results(() => ({ outcome: "failed" })),
  "results that hold a rare text": results(() => ({ text: "answer 777" })),
  "spread of scores, of results": ({ store, runId }) => store.scoreHistogram({ runId }),
};

const aims: Readonly<Record<string, Aim>> = {
  "runs whose external id starts with a text": { most: 2 },
};

async function filled(database: BenchDatabase, runCount: number, resultCount: number): Promise<Filled> {
  const { execute } = database;
  await fillRuns(database.orm, runCount, () => {});
  const store = createRunStore({ orm: database.orm });
  const { runId } = await store.start(
    StartRun.parse({
      externalId: "with results",
      model: { provider: "bench", name: "model" },
      dataset: { name: "dataset-1" },
      prompt: { name: "prompt-1", text: "text 1" },
    }),
  );
  await execute(`insert into run_results
      (run_id, position, item_key, repeat, input, output, score, passed, latency_ms, text_replaced)
    select '${runId}', n, 'item-' || n, 1, repeat('question ' || n || ' ', 20), repeat('answer ' || n || ' ', 20),
      (n % 5) / 4.0, n % 5 >= 2, random() * 1000, false from generate_series(1, ${resultCount}) n`);
  await store.complete({ runId });
  await execute("vacuum analyze");
  const one = async (sql: string) => String((await execute(sql))[0]?.["cursor"]);
  const startedAt = `to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const inTheMiddle = (column: string, written: string) =>
    one(`select ${written} || '_' || id as cursor from runs where ${column} is not null
      order by ${column} offset ${runCount / 2} limit 1`);
  return {
    database,
    store,
    runCount,
    resultCount,
    middle: {
      startedAt: await inTheMiddle("started_at", startedAt),
      averageScore: await inTheMiddle("average_score", "average_score"),
    },
    modelId: await one("select id as cursor from models where name = 'model-7'"),
    runId,
  };
}
