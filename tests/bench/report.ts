import { cpus } from "node:os";
import { createOrm, migrate, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";
import { createStatsReader, runsSource } from "@evalboard/stats";

/*
 * The board's whole report, not cached, as a ratio to the six aggregations that it began with, over the same runs of the
 * same server. Both are measured in turn within one run; the median of the rounds is printed. As many runs again lie in
 * the window before.
 */
const ROUNDS = 15;
const RUNS = 100_000;
const DAYS = 30;
const DAY_MS = 86_400_000;

const tomorrow = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
const edges = Array.from({ length: DAYS + 1 }, (_, day) => new Date(tomorrow + (day - DAYS) * DAY_MS));
const from = new Date(tomorrow - DAYS * DAY_MS);
const window = { from, to: new Date(tomorrow), unit: "day", edges, previous: null } as const;

const postgresql = await startPostgresql();
const database = await createPostgresqlDatabase(postgresql.url);
const engines = [
  { name: "PostgreSQL", orm: await createOrm({ databaseUrl: database.url, statementTimeoutMs: 600_000 }) },
  { name: "PGlite", orm: await createOrm({ statementTimeoutMs: 600_000 }) },
];

process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs\n`);
process.stdout.write(`${RUNS} runs in the window of ${DAYS} days, median of ${ROUNDS} rounds\n`);
process.stdout.write(`${"".padEnd(12)}     six   whole  whole/six\n`);
for (const { name, orm } of engines) {
  await fill(orm);
  const times = { six: [] as number[], whole: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.six.push(await timed(() => sixParts(orm)));
    times.whole.push(await timed(() => wholeReport(orm)));
  }
  const [six, whole] = [median(times.six), median(times.whole)];
  const figures = [`${six.toFixed(0)} ms`, `${whole.toFixed(0)} ms`, (whole / six).toFixed(2)];
  process.stdout.write(`${name.padEnd(12)} ${figures.map((figure) => figure.padStart(7)).join(" ")}\n`);
  await orm.close();
}
await database.drop();
await postgresql.stop();

async function sixParts(orm: Orm): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const source = runsSource(em);
    await source.summary(window);
    await source.models(window);
    await source.outcomes(window);
    await source.histogram(window);
    await source.runsOverTime(window);
    await source.latencyOverTime(window);
    await source.datasets(window);
  });
}

/** A new reader has no answer yet. */
async function wholeReport(orm: Orm): Promise<void> {
  const reader = createStatsReader({ orm, timeZone: "UTC" });
  const { summary, testedPromptChanges } = await reader.get("30d");
  await reader.close();
  if (summary.runs !== RUNS || summary.previous?.runs !== RUNS || testedPromptChanges === 0)
    throw new Error(`not the board that was filled: ${JSON.stringify(summary)}`);
}

/** 12 models run 20 prompts of 3 versions, each prompt on two of 30 datasets: 1 440 strata. */
async function fill(orm: Orm): Promise<void> {
  await migrate(orm);
  const execute = (sql: string) => orm.em.getConnection().execute(sql);
  await execute(
    "insert into models select gen_random_uuid(), 'bench', 'model-' || n from generate_series(1, 12) n",
  );
  await execute(
    "insert into datasets select gen_random_uuid(), 'dataset-' || n from generate_series(1, 30) n",
  );
  await execute("insert into prompts select gen_random_uuid(), 'prompt-' || n from generate_series(1, 20) n");
  await execute(`insert into prompt_versions (id, prompt_id, number, text, text_hash, created_at)
    select gen_random_uuid(), p.id, n, 'text ' || n, repeat('0', 63) || n, now() from prompts p, generate_series(1, 3) n`);
  await execute(`
    with m as (select array_agg(id) ids from models), d as (select array_agg(id) ids from datasets),
      v as (select array_agg(id order by prompt_id, number) ids from prompt_versions)
    insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, started_at, completed_at,
      average_score, total_items, perfect_items, partial_items, failed_items, errored_items, latency_ms, cost_usd)
    select gen_random_uuid(), 'run-' || n, 'completed', m.ids[1 + r1 % 12], d.ids[1 + (r2 / 3 * 2 + r3) % 30],
      v.ids[1 + r2], at, at, random(), 30, 20, 5, 4, 1, 500 + random() * 3000, random() / 100
    from (select n, (random() * 1e6)::int r1, (random() * 59)::int r2, (random())::int r3,
      timestamptz '${from.toISOString()}' + (n - 0.5) * (interval '${DAYS} days' / ${RUNS}) as at
      from generate_series(${1 - RUNS}, ${RUNS}) n) s, m, d, v`);
  await execute("vacuum analyze");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
