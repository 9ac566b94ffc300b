import { type DatasetItems, ITEM_RUNS, type ListDatasetItems } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { beginning, exactMean, itemKey } from "../fragments.ts";
import { cut } from "../result-row.ts";
import {
  type CompletedIn,
  COUNTED_RESULTS,
  latestRuns,
  memberResults,
  requireDataset,
} from "./dataset-runs.ts";

type Query = z.output<typeof ListDatasetItems>;

/**
 * The items of a dataset over its latest runs of the window, null for all. The hardest are those that the smallest share of
 * the scored answers passed; those that flip, the most often first; those that tell nothing, the most asked first.
 */
export async function listItems(
  em: Em,
  { datasetId, sort, limit }: Query,
  window: CompletedIn | null,
): Promise<DatasetItems> {
  const dataset = await requireDataset(em, datasetId);
  const answers = memberResults(em).select(answerColumns);
  const items = em
    .createQueryBuilder(RunResult)
    .from(answers, "answer")
    .select(itemFigures)
    .groupBy(sql`answer.item_key`);
  const ranked = em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([
      ...itemColumns,
      sql`${isListed[sort]}`.as("isListed"),
      sql`row_number() over (order by ${isListed[sort]} desc, ${order[sort]}, item.item_key)`.as("rank"),
    ]);
  const rows = await em
    .createQueryBuilder(RunResult)
    .with("members", latestRuns(em, dataset, { window, runs: ITEM_RUNS, results: COUNTED_RESULTS }))
    .from(ranked, "ranked")
    .select([sql`ranked.*`, sql`(select count(*) from members)::int`.as("runs")])
    .where(sql`ranked.rank <= ${limit}::int`)
    .orderBy({ [sql`ranked.rank`]: "asc" })
    .execute<unknown>("all", false);
  const found = ItemRow.array().parse(rows);
  const [first] = found;
  const listed = found.filter((row) => row.isListed);
  const texts = await latestTexts(em, listed);
  return {
    items: listed.map((row) => Object.assign(Figures.parse(row), texts.get(row.itemKey) ?? noTexts)),
    totalItems: first?.totalItems ?? 0,
    runs: first?.runs ?? 0,
    tellingNothing: first?.tellingNothing ?? 0,
  };
}

/** An answer, and whether the one before it of the same model and prompt version passed. */
const answerColumns = [
  itemKey.as("item_key"),
  sql`result.score`,
  sql`result.passed`,
  sql`member.model_id`,
  sql`member.place`,
  sql`lag(result.passed) over (
    partition by ${itemKey}, member.model_id, member.version_id, result.score is null
    order by member.place desc, result.position)`.as("before"),
];

const itemFigures = [
  sql`answer.item_key`,
  sql`count(answer.score)::int`.as("scored"),
  sql`(count(*) filter (where answer.passed))::int`.as("passed"),
  exactMean(sql`answer.score`).as("mean"),
  sql`(count(distinct answer.model_id) filter (where answer.score is not null))::int`.as("models"),
  sql`(count(*) filter (where answer.passed <> answer.before))::int`.as("flips"),
  sql`count(answer.before)::int`.as("followed"),
  sql`min(answer.place)`.as("latest"),
];

/** Two models or more, and all of their answers passed, or none. */
const tellsNothing = sql`(item.models > 1 and item.passed in (0, item.scored))`;

const itemColumns = [
  sql`item.item_key`.as("itemKey"),
  sql`item.scored`.as("scored"),
  sql`item.passed`.as("passed"),
  sql`item.mean`.as("averageScore"),
  sql`item.models`.as("models"),
  sql`item.flips`.as("flips"),
  sql`item.followed`.as("followed"),
  sql`(select member.id from members member where member.place = item.latest)`.as("runId"),
  sql`(count(*) over ())::int`.as("totalItems"),
  sql`(count(*) filter (where ${tellsNothing}) over ())::int`.as("tellingNothing"),
];

const isListed = {
  hardest: sql`(item.scored > 0)`,
  flipping: sql`(item.flips > 0)`,
  "telling nothing": tellsNothing,
} as const;

const order = {
  hardest: sql`item.passed / nullif(item.scored, 0)::float8, item.mean, item.scored desc`,
  flipping: sql`item.flips desc, item.followed`,
  "telling nothing": sql`item.scored desc, item.passed`,
} as const;

const Figures = z.object({
  itemKey: z.string(),
  scored: z.int(),
  passed: z.int(),
  averageScore: z.number().nullable(),
  models: z.int(),
  flips: z.int(),
  followed: z.int(),
});
const ItemRow = Figures.extend({
  /** The latest run that asked the item. */
  runId: z.uuid(),
  isListed: z.boolean(),
  totalItems: z.int(),
  tellingNothing: z.int(),
  runs: z.int(),
});
type ItemRow = z.infer<typeof ItemRow>;

const Texts = z.object({ itemName: z.string().nullable(), input: z.string().nullable() });
const TextsRow = Texts.extend({ itemKey: z.string() });
const noTexts = { itemName: null, input: null };

/** What the items are called and ask, as the latest run says it; by key. */
async function latestTexts(em: Em, items: readonly ItemRow[]) {
  if (items.length === 0) return new Map<string, z.infer<typeof Texts>>();
  const rows = await em
    .createQueryBuilder(RunResult, "result")
    .select([
      sql`result.item_key`.as("itemKey"),
      sql`result.item_name`.as("itemName"),
      beginning(sql`result.input`).as("input"),
    ])
    .where({ $or: items.map((item) => ({ run: item.runId, itemKey: item.itemKey })) })
    // Of several askings the last one stays in the map.
    .orderBy({ position: "asc" })
    .execute<unknown>("all", false);
  return new Map(
    TextsRow.array()
      .parse(rows)
      .map(({ itemKey: key, itemName, input }) => [key, { itemName, input: cut(input) }]),
  );
}
