import { CompareRuns, ListComparedItems, StartRun } from "@evalboard/contract";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn, timed } from "../harness/in-turn.ts";
import type { BenchDatabase } from "../harness/shared-postgresql.ts";

const FEW_ITEMS = 1_000;
const MANY_ITEMS = 100_000;

/** Two runs that share all their items, compared: with many items beside the same with few. */
export async function comparing(bench: Bench): Promise<Row[]> {
  const database = await (await bench.postgresql()).database();
  try {
    const store = createRunStore({ orm: database.orm });
    const few = await filled(store, database, FEW_ITEMS);
    const many = await filled(store, database, MANY_ITEMS);
    const rows: Row[] = [];
    for (const [name, read] of Object.entries(readsOf(store))) {
      const times = await inTurn(
        { rounds: 9 },
        { few: () => timed(() => read(few)), many: () => timed(() => read(many)) },
      );
      const ours = { value: times.many, unit: "ms", of: `of ${MANY_ITEMS} items` } as const;
      rows.push(row(name, ours, { value: times.few, unit: "ms", of: `of ${FEW_ITEMS}` }));
    }
    return rows;
  } finally {
    await database.drop();
  }
}

interface Filled {
  readonly question: CompareRuns;
  /** After half of the items that flipped, and near the end of all. */
  readonly middle: string;
  readonly last: string;
}

function readsOf(store: RunStore): Record<string, (data: Filled) => Promise<unknown>> {
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

async function filled(store: RunStore, database: BenchDatabase, items: number): Promise<Filled> {
  const question = {
    baseline: { runId: await runOf(store, database, "baseline", items) },
    candidate: { runId: await runOf(store, database, "candidate", items) },
  };
  await database.execute("vacuum analyze");
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
async function runOf(store: RunStore, database: BenchDatabase, name: string, items: number): Promise<string> {
  const { runId } = await store.start(
    StartRun.parse({
      externalId: `${name} of ${items}`,
      model: { provider: "bench", name },
      dataset: { name: `${items} items` },
      prompt: { name: "prompt", text: "text" },
    }),
  );
  await database.execute(`insert into run_results
      (run_id, position, item_key, repeat, input, output, score, passed, latency_ms, text_replaced)
    select '${runId}', n, 'item-' || (n * 7919 % 100003), 1, repeat('question ' || n || ' ', 20),
      repeat('answer ' || n || ' ', 20), thirds / 3.0, thirds >= 2, random() * 1000, false
    from generate_series(1, ${items}) n, lateral (select hashtext('${name}' || n) & 3 as thirds) score`);
  await store.complete({ runId });
  return runId;
}
