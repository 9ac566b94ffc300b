import type { DatasetId, DatasetVersions } from "@evalboard/contract";
import { MAX_PAGE } from "@evalboard/contract/words";
import { type Em, Run, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { itemKey } from "../fragments.ts";
import { COUNTED_RESULTS, requireDataset } from "./dataset-runs.ts";

/**
 * The sets of items that completed runs of a dataset asked, but for limited ones, by their hash, and what each changed against the one that was
 * first asked before it.
 */
export async function listVersions(em: Em, { datasetId }: DatasetId): Promise<DatasetVersions> {
  const { names } = await requireDataset(em, datasetId);
  const rows = await em
    .createQueryBuilder(Run, "run")
    .select([
      sql`run.items_hash`.as("itemsHash"),
      millisecondsOf(sql`min(run.completed_at)`).as("firstMs"),
      millisecondsOf(sql`max(run.completed_at)`).as("lastMs"),
      sql`count(*)::int`.as("runs"),
      // Any of its runs that has its texts will do; the latest is the likeliest to be in memory.
      sql`(array_agg(run.id order by run.texts_removed_at is not null, run.completed_at desc, run.id desc))[1]`.as(
        "runId",
      ),
      sql`max(run.total_items)`.as("results"),
    ])
    .where({ status: "completed", limited: false, dataset: { $in: [...names] } })
    .groupBy("run.itemsHash")
    .orderBy([{ [sql`min(run.completed_at)`]: "desc" }, { [sql`run.items_hash`]: "desc" }])
    .limit(MAX_PAGE + 1)
    .execute<unknown>("all", false);
  const all = SetRow.array().parse(rows);
  const sets = withinReach(all);
  // The last one that is read is not shown where there are more: what it changed is not known.
  const isWhole = sets.length === all.length && all.length <= MAX_PAGE;
  const read = await readSets(em, sets);
  return { versions: isWhole ? read : read.slice(0, -1) };
}

/** As many of the newest as can be compared at once. */
function withinReach(sets: readonly SetRow[]): readonly SetRow[] {
  let results = 0;
  const tooFar = sets.findIndex((set, index) => (results += set.results) > COUNTED_RESULTS && index > 1);
  return tooFar < 0 ? sets : sets.slice(0, tooFar);
}

async function readSets(em: Em, sets: readonly SetRow[]): Promise<DatasetVersions["versions"]> {
  const changes = await changesOf(
    em,
    sets.map(({ runId }) => runId),
  );
  return sets.map((set, index) => {
    const { items, kept, changed } = changes.get(set.runId) ?? noItems;
    const before = sets[index + 1];
    const itemsBefore = before && (changes.get(before.runId) ?? noItems).items;
    return {
      itemsHash: set.itemsHash,
      firstCompletedAt: new Date(set.firstMs).toISOString(),
      lastCompletedAt: new Date(set.lastMs).toISOString(),
      runs: set.runs,
      items,
      change: itemsBefore === undefined ? null : { added: items - kept, gone: itemsBefore - kept, changed },
    };
  });
}

const millisecondsOf = (instant: RawQueryFragment) => sql`(extract(epoch from ${instant}) * 1000)::float8`;

const SetRow = z.object({
  itemsHash: z.string(),
  firstMs: z.number(),
  lastMs: z.number(),
  runs: z.int(),
  runId: z.uuid(),
  results: z.int(),
});
type SetRow = z.infer<typeof SetRow>;

const ChangeRow = z.object({
  runId: z.uuid(),
  items: z.int(),
  /** Of these, those that the set before had too, and those of them that ask or expect another thing now. */
  kept: z.int(),
  changed: z.int(),
});
type ChangeRow = z.infer<typeof ChangeRow>;
const noItems = { items: 0, kept: 0, changed: 0 };

/** What the items of each run are against those of the run after it in the list. */
async function changesOf(em: Em, runIds: readonly string[]): Promise<ReadonlyMap<string, ChangeRow>> {
  if (runIds.length === 0) return new Map();
  const sets = sql`(select * from unnest(${`{${runIds.join()}}`}::uuid[]) with ordinality as asked (run_id, place))`;
  // As in the hash: an item is its key, and what it asks and expects.
  const items = em
    .createQueryBuilder(RunResult, "result")
    .join(sets, "asked", { "asked.run_id": sql.ref("result.run_id") })
    .join("result.run", "run")
    .select([
      sql`asked.run_id`,
      sql`asked.place`,
      itemKey.as("item_key"),
      // Null where the texts were removed: nobody knows then whether they are others.
      sql`string_agg(distinct md5(coalesce(result.input, '')) || md5(coalesce(result.expected, '')), '')
        filter (where run.texts_removed_at is null)`.as("asks"),
    ])
    .where({ run: { $in: [...runIds] } })
    .groupBy(sql`1, 2, 3`);
  const compared = em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([
      sql`item.*`,
      sql`lag(item.place) over ${oldestFirst} = item.place + 1`.as("is_kept"),
      sql`lag(item.asks) over ${oldestFirst}`.as("asked_before"),
    ]);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(compared, "compared")
    .select([
      sql`compared.run_id`.as("runId"),
      sql`count(*)::int`.as("items"),
      sql`(count(*) filter (where compared.is_kept))::int`.as("kept"),
      sql`(count(*) filter (where compared.is_kept and compared.asks <> compared.asked_before))::int`.as(
        "changed",
      ),
    ])
    .groupBy(sql`1`)
    .execute<unknown>("all", false);
  return new Map(
    ChangeRow.array()
      .parse(rows)
      .map((row) => [row.runId, row]),
  );
}
const oldestFirst = sql`(partition by item.item_key order by item.place desc)`;
