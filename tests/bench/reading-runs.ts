import { cpus } from "node:os";
import { createOrm, migrate, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { ListResults, ListRuns } from "@evalboard/runs/contract";

/*
 * A page of the run list, and of a run's results, on PostgreSQL: with many rows as a ratio to the same page with few,
 * measured in turn within one run, the median of the rounds.
 */
const ROUNDS = 15;
const FEW_RUNS = 10_000;
const MANY_RUNS = 1_000_000;
const FEW_RESULTS = 1_000;
const MANY_RESULTS = 100_000;

const postgresql = await startPostgresql();
const few = await filled(FEW_RUNS, FEW_RESULTS);
const many = await filled(MANY_RUNS, MANY_RESULTS);

process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs, PostgreSQL\n`);
process.stdout.write(
  `${FEW_RUNS} and ${MANY_RUNS} runs; a run of ${FEW_RESULTS} and of ${MANY_RESULTS} results\n`,
);
process.stdout.write(`${"".padEnd(52)}    few    many  many/few\n`);
for (const [name, read] of Object.entries(reads())) {
  const times = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.few.push(await timed(() => read(few)));
    times.many.push(await timed(() => read(many)));
  }
  const [a, b] = [median(times.few), median(times.many)];
  process.stdout.write(`${name.padEnd(52)} ${a.toFixed(1)} ms ${b.toFixed(1)} ms  ${(b / a).toFixed(1)}\n`);
}
for (const { orm, drop } of [few, many]) {
  await orm.close();
  await drop();
}
await postgresql.stop();

interface Filled {
  readonly orm: Orm;
  readonly runs: RunStore;
  readonly drop: () => Promise<void>;
  /** A run in the middle of each order, and the one that has all the results. */
  readonly middle: { readonly startedAt: string; readonly averageScore: string };
  readonly modelId: string;
  readonly runId: string;
}

function reads(): Record<string, (data: Filled) => Promise<unknown>> {
  const list = (query: (data: Filled) => object) => (data: Filled) =>
    data.runs.list(ListRuns.parse(query(data)));
  const results = (query: object) => (data: Filled) =>
    data.runs.results(ListResults.parse({ runId: data.runId, ...query }));
  return {
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
    "runs whose external id begins with a text": list(() => ({ text: "run-99" })),
    "runs of no match": list(() => ({ text: "nothing is called so" })),
    run: (data) => data.runs.get({ runId: data.runId }),
    "results, first page": results({}),
    "results, a page in the middle": (data) =>
      results({ cursor: String(data === many ? 50_000 : 500) })(data),
    "results by score, worst first": results({ sort: "score" }),
    "results that failed": results({ outcome: "failed" }),
    "results that hold a rare text": results({ text: "answer 777" }),
    "spread of scores": (data) => data.runs.scoreHistogram({ runId: data.runId }),
  };
}

async function filled(runs: number, results: number): Promise<Filled> {
  const database = await createPostgresqlDatabase(postgresql.url);
  const orm = await createOrm({ databaseUrl: database.url, statementTimeoutMs: 600_000 });
  await migrate(orm);
  const execute = (sql: string) => orm.em.getConnection().execute(sql);
  await execute(
    "insert into models select gen_random_uuid(), 'bench', 'model-' || n from generate_series(1, 12) n",
  );
  await execute(
    "insert into datasets select gen_random_uuid(), 'dataset-' || n from generate_series(1, 10) n",
  );
  await execute("insert into prompts select gen_random_uuid(), 'prompt-' || n from generate_series(1, 5) n");
  await execute(`insert into prompt_versions (id, prompt_id, number, text, text_hash, created_at)
    select gen_random_uuid(), p.id, n, 'text ' || n, repeat('0', 63) || n, now() from prompts p, generate_series(1, 3) n`);
  await execute(`
    with m as (select array_agg(id) ids from models), d as (select array_agg(id) ids from datasets),
      v as (select array_agg(id) ids from prompt_versions)
    insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, started_at, completed_at,
      average_score, total_items, perfect_items, partial_items, failed_items, errored_items, latency_ms, cost_usd)
    select gen_random_uuid(), 'run-' || n, 'completed', m.ids[1 + n % 12], d.ids[1 + n % 10], v.ids[1 + n % 15],
      at, at + interval '1 minute', random(), 30, 20, 5, 5, 0, 500 + random() * 3000, random() / 100
    from (select n, timestamptz '2025-11-01Z' + n * (interval '365 days' / ${runs}) as at
      from generate_series(1, ${runs}) n) s, m, d, v`);
  const store = createRunStore({ orm });
  const { runId } = await store.start({
    externalId: "with results",
    model: { provider: "bench", name: "model-1" },
    dataset: { name: "dataset-1" },
    prompt: { name: "prompt-1", text: "text 1" },
  });
  await execute(`insert into run_results (run_id, position, item_key, repeat, input, output, score, latency_ms, text_replaced)
    select '${runId}', n, 'item-' || n, 1, repeat('question ' || n || ' ', 20), repeat('answer ' || n || ' ', 20),
      (n % 5) / 4.0, random() * 1000, false from generate_series(1, ${results}) n`);
  await store.complete({ runId });
  await execute("vacuum analyze");
  const one = async (sql: string) => String((await execute(sql))[0]?.["cursor"]);
  return {
    orm,
    runs: store,
    drop: () => database.drop(),
    middle: {
      startedAt:
        await one(`select to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '_' || id
        as cursor from runs order by started_at offset ${runs / 2} limit 1`),
      averageScore: await one(
        `select average_score || '_' || id as cursor from runs order by average_score offset ${runs / 2} limit 1`,
      ),
    },
    modelId: await one("select id as cursor from models where name = 'model-7'"),
    runId,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
