import {
  AddResults,
  CompareRuns,
  ListDatasetItems,
  ListMessages,
  ListResults,
  ListRuns,
  StartRun,
} from "@evalboard/contract";
import { createOrm, makeQuarters, migrate, type Orm } from "@evalboard/db";
import { rebuildFacts } from "@evalboard/facts";
import { createItemReader, createRunStore, type ItemReader, type RunStore } from "@evalboard/runs";
import { fillRuns } from "../fill/fill-runs.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";

const FEW_RESULTS = 1_000_000;

/** As many as a data folder of a team has after a while. */
const RESULTS_OF_PGLITE = 100_000;

/** What a run of `fillRuns` has on average. */
const RESULTS_A_RUN = 70;

/** Runs are read one after the other, so that it is not the same pages of the disk each time. */
const RUNS_READ = 400;

const DAY_MS = 86_400_000;

/** The migration after which results have partitions. */
const beforeQuarters = "Migration20261130100000_several_servers";

/**
 * Reading and recording on a board of many results, in quarters, beside one of a million; and on a board in quarters beside the same
 * whose results are in one table, on both engines.
 */
export async function growth(bench: Bench): Promise<Row[]> {
  const { maxResults } = bench;
  const few = Math.min(FEW_RESULTS, maxResults);
  const boards: Board[] = [];
  const open = async (orm: Orm, drop: () => Promise<void>, results: number, layout: Layout) => {
    const board = await filled({ orm, drop, results, layout }, bench.say);
    boards.push(board);
    return board;
  };
  const onPostgresql = async (results: number, layout: Layout) => {
    const database = await (await bench.postgresql()).database();
    return open(database.orm, () => database.drop(), results, layout);
  };
  const onPglite = async (layout: Layout) => {
    const orm = await createOrm({ statementTimeoutMs: 600_000 });
    await migrate(orm);
    return open(orm, () => orm.close(), Math.min(RESULTS_OF_PGLITE, maxResults), layout);
  };
  try {
    const small = await onPostgresql(few, "quarters");
    const rows = [
      ...(await beside("one table, ", small, await onPostgresql(few, "one table"))),
      ...(await beside("one table, PGlite, ", await onPglite("quarters"), await onPglite("one table"))),
    ];
    if (maxResults === few) return rows;
    return [...(await beside("", await onPostgresql(maxResults, "quarters"), small)), ...rows];
  } finally {
    for (const { drop } of boards) await drop();
  }
}

type Layout = "quarters" | "one table";

interface EmptyBoard {
  readonly orm: Orm;
  readonly drop: () => Promise<void>;
  readonly results: number;
  readonly layout: Layout;
}

interface Board extends EmptyBoard {
  readonly store: RunStore;
  readonly items: ItemReader;
  readonly datasetId: string;
  readonly models: readonly [string, string];
  /** Some run, another one with each call, and one of the same dataset. */
  readonly next: () => { readonly runId: string; readonly otherId: string };
}

async function beside(name: string, ours: Board, against: Board): Promise<Row[]> {
  const rows: Row[] = [];
  const of = ({ results, layout }: Board) => (name === "" ? `of ${results}` : layout);
  for (const [what, work] of Object.entries(works)) {
    const times = await inTurn(
      { rounds: 40 },
      { against: () => timed(() => work(against)), ours: () => timed(() => work(ours)) },
    );
    const amount = (value: number, board: Board) => ({ value, unit: "ms" as const, of: of(board) });
    rows.push(row(`${name}${what}`, amount(times.ours, ours), amount(times.against, against)));
  }
  return rows;
}

const works: Readonly<Record<string, (board: Board) => Promise<unknown>>> = {
  "list, first page": ({ store }) => store.list(ListRuns.parse({})),
  "a run": ({ store, next }) => store.get({ runId: next().runId }),
  "a run's results, first page": ({ store, next }) =>
    store.results(ListResults.parse({ runId: next().runId })),
  comparison: ({ store, next }) => {
    const { runId, otherId } = next();
    return store.compare(CompareRuns.parse({ baseline: { runId }, candidate: { runId: otherId } }));
  },
  "comparison of groups": ({ store, models: [baseline, candidate], datasetId }) =>
    store.compare(
      CompareRuns.parse({
        baseline: { modelId: baseline, datasetId },
        candidate: { modelId: candidate, datasetId },
      }),
    ),
  "an item's history": ({ items, datasetId }) => items.history({ datasetId, itemKey: "item-7" }),
  "items of a dataset": ({ items, datasetId }) =>
    items.list(ListDatasetItems.parse({ datasetId, period: "all" })),
  "errors of a dataset, grouped": ({ items, datasetId }) =>
    items.messages(ListMessages.parse({ datasetId, kind: "error" })),
  "import of a run of 100": recordRun,
};

async function recordRun({ store, next }: Board): Promise<void> {
  const { runId } = await store.start(
    StartRun.parse({
      externalId: `after ${next().runId} ${performance.now()}`,
      model: { provider: "provider-1", name: "model-1" },
      dataset: { name: "dataset-1" },
      prompt: { name: "prompt-1", text: "text 1" },
    }),
  );
  const results = Array.from({ length: 100 }, (_, item) => ({
    itemKey: `item-${item}`,
    input: `question ${item}`,
    output: `answer ${item}`,
    score: (item % 5) / 4,
    latencyMs: 200 + item,
  }));
  await store.addResults(AddResults.parse({ runId, results }));
  await store.complete({ runId });
}

async function filled(board: EmptyBoard, say: (what: string) => void): Promise<Board> {
  const { orm, results, layout } = board;
  const begun = performance.now();
  const execute = (sql: string) => orm.em.getConnection().execute(sql);
  const runs = Math.ceil(results / RESULTS_A_RUN);
  // Of no run, so that completions add to facts, as they do.
  await rebuildFacts({ orm, timeZone: "UTC", now: new Date() });
  if (layout === "one table") await orm.withMigrator((migrator) => migrator.down({ to: beforeQuarters }));
  else await makeYear(orm);
  await fillRuns(orm, runs, say);
  await fillResults(execute, layout, say);
  const [there] = await execute(
    `select count(*)::text as n, pg_size_pretty(sum(pg_table_size(relid))) as room, pg_size_pretty(sum(pg_indexes_size(relid))) as indexes
    from (select relid from pg_partition_tree('run_results') union select 'run_results'::regclass) tables`,
  );
  const [counted] = await execute("select sum(total_items)::text as n from runs");
  const seconds = ((performance.now() - begun) / 1_000).toFixed();
  say(
    `${counted?.["n"]} results in ${layout} after ${seconds} s, ${there?.["room"]} and indexes of ${there?.["indexes"]}`,
  );
  const pairs = await execute(`select run.id as "runId", other.id as "otherId"
    from (select * from runs where id in (select id from runs order by md5(id::text) limit ${RUNS_READ}) order by md5(id::text)) run,
    lateral (select id from runs where dataset_id = run.dataset_id and id < run.id order by id desc limit 1) other`);
  const [dataset] = await execute("select id from datasets where name = 'dataset-1'");
  // Neither those that have run most nor those that have hardly run.
  const [ends] =
    await execute(`select ids[1 + cardinality(ids) / 2] as first, ids[cardinality(ids) / 2] as last
    from (select array_agg(model_id order by n) as ids from (
      select model_id, count(*) as n from runs where status = 'completed' and dataset_id = '${String(dataset?.["id"])}' group by 1
    ) counted) models`);
  let read = 0;
  return {
    ...board,
    results: Number(counted?.["n"]),
    store: createRunStore({ orm }),
    items: createItemReader({ orm, windowOf: () => null }),
    datasetId: String(dataset?.["id"]),
    models: [String(ends?.["first"]), String(ends?.["last"])],
    next: () => {
      const { runId, otherId } = pairs[read++ % pairs.length]!;
      return { runId: String(runId), otherId: String(otherId) };
    },
  };
}

/** As if the board had been there for a year. */
async function makeYear(orm: Orm): Promise<void> {
  await orm.em.getConnection().execute("drop table run_results_first");
  for (let days = 365; days >= 0; days -= 30) await makeQuarters(orm, new Date(Date.now() - days * DAY_MS));
}

type Execute = (sql: string) => Promise<Record<string, unknown>[]>;

/** To each run as many results as it counts. What makes unique is made afterwards, which is faster. */
async function fillResults(execute: Execute, layout: Layout, say: (what: string) => void): Promise<void> {
  const whole = { name: "run_results", bounds: "" };
  const quarters = `select relid::regclass::text as name, pg_get_expr(relpartbound, oid) as bounds
    from pg_partition_tree('run_results') join pg_class on oid = relid where isleaf`;
  const tables = layout === "quarters" ? await execute(quarters) : [whole];
  await execute(
    "alter table run_results drop constraint run_results_pkey, drop constraint run_results_run_item_repeat_unique",
  );
  await Promise.all(
    tables.map(async ({ name, bounds }) => {
      if (bounds === "DEFAULT") return;
      await execute(fillTable(String(name), String(bounds)));
      say(`${String(name)} is filled`);
    }),
  );
  await execute("alter table run_results add constraint run_results_pkey primary key (run_id, position)");
  await execute(
    "alter table run_results add constraint run_results_run_item_repeat_unique unique (run_id, item_key, repeat)",
  );
  await execute("vacuum analyze run_results");
}

/** In one statement with a setting, for the pool may give another connection to each. */
function fillTable(name: string, bounds: string): string {
  const [, from, to] = /FROM \((.*)\) TO \((.*)\)/.exec(bounds) ?? [];
  const within = from === undefined ? "" : `and id >= ${from} and id < ${to}`;
  return `do $$ begin
    set local session_replication_role = replica;
    insert into ${name} (run_id, position, item_key, repeat, input, expected, output, score, passed, error, latency_ms, text_replaced)
    select id, n, 'item-' || n, 1, 'question ' || n, 'answer ' || n, 'answer ' || n || ', as far as I know',
      case when n <= perfect_items then 1 when n <= total_items - errored_items then 0 end,
      case when n <= total_items - errored_items then n <= perfect_items end, case when n > total_items - errored_items then 'timed out' end,
      latency_ms, false
    from runs, generate_series(1, total_items) n where status = 'completed' ${within};
  end $$`;
}
