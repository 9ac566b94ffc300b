import { cpus } from "node:os";
import { createOrm, migrate } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { CompareRuns, ListComparedItems } from "@evalboard/runs/contract";

/*
 * Two runs that share all their items, compared, on PostgreSQL: with many items as a ratio to the same with few, and a
 * page of the items as a ratio to the first page, measured in turn within one run, the median of the rounds.
 */
const ROUNDS = 9;
const FEW_ITEMS = 1_000;
const MANY_ITEMS = 100_000;

const postgresql = await startPostgresql();
const database = await createPostgresqlDatabase(postgresql.url);
const orm = await createOrm({ databaseUrl: database.url, statementTimeoutMs: 600_000 });
await migrate(orm);
const store = createRunStore({ orm });
const few = await filled(FEW_ITEMS);
const many = await filled(MANY_ITEMS);

process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs, PostgreSQL\n`);
process.stdout.write(`two runs that share ${FEW_ITEMS} items, and two that share ${MANY_ITEMS}\n`);
process.stdout.write(`${"".padEnd(36)}    few    many  many/few  many/first page\n`);
const times: Record<string, { readonly few: number[]; readonly many: number[] }> = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, read] of Object.entries(reads())) {
    const measured = (times[name] ??= { few: [], many: [] });
    measured.few.push(await timed(() => read(few)));
    measured.many.push(await timed(() => read(many)));
  }
}
const firstPage = median(times["flipped items, first page"]!.many);
for (const [name, measured] of Object.entries(times)) {
  const [a, b] = [median(measured.few), median(measured.many)];
  process.stdout.write(
    `${name.padEnd(36)} ${a.toFixed(1)} ms ${b.toFixed(1)} ms  ${(b / a).toFixed(1)}  ${(b / firstPage).toFixed(2)}\n`,
  );
}
await orm.close();
await database.drop();
await postgresql.stop();

interface Filled {
  readonly question: CompareRuns;
  /** After half of the items that flipped, and near the end of all. */
  readonly middle: string;
  readonly last: string;
}

function reads(): Record<string, (data: Filled) => Promise<unknown>> {
  const page = (query: (data: Filled) => object) => (data: Filled) =>
    store.comparedItems(ListComparedItems.parse({ ...data.question, ...query(data) }));
  return {
    comparison: ({ question }) => store.compare(CompareRuns.parse(question)),
    "flipped items, first page": page(() => ({})),
    "flipped items, a page in the middle": page(({ middle }) => ({ cursor: middle })),
    "all items, first page": page(() => ({ change: "all" })),
    "all items, last page": page(({ last }) => ({ change: "all", cursor: last })),
  };
}

async function filled(items: number): Promise<Filled> {
  const question = {
    baseline: { runId: await runOf(store, "baseline", items) },
    candidate: { runId: await runOf(store, "candidate", items) },
  };
  await execute("vacuum analyze");
  const cursorOf = async (change: "flipped" | "all", moved: number, key: string) => {
    const { nextCursor } = await store.comparedItems(
      ListComparedItems.parse({ ...question, change, limit: 1 }),
    );
    const [asked, , datasetId] = (nextCursor ?? "").split("_");
    return [asked, moved, datasetId, key].join("_");
  };
  return {
    question,
    middle: await cursorOf("flipped", 666_666_667, "item-5"),
    last: await cursorOf("all", 0, "item-9"),
  };
}

/** A run of these items, their scores 0, 1/3, 2/3 or 1, in another order of keys than of positions. */
async function runOf(runs: RunStore, name: string, items: number): Promise<string> {
  const { runId } = await runs.start({
    externalId: `${name} of ${items}`,
    model: { provider: "bench", name },
    dataset: { name: `${items} items` },
    prompt: { name: "prompt", text: "text" },
  });
  await execute(`insert into run_results
      (run_id, position, item_key, repeat, input, output, score, latency_ms, text_replaced)
    select '${runId}', n, 'item-' || (n * 7919 % 100003), 1, repeat('question ' || n || ' ', 20),
      repeat('answer ' || n || ' ', 20), (hashtext('${name}' || n) & 3) / 3.0, random() * 1000, false
    from generate_series(1, ${items}) n`);
  await runs.complete({ runId });
  return runId;
}

async function execute(sql: string): Promise<void> {
  await orm.em.getConnection().execute(sql);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
