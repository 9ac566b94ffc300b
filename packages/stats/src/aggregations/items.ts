import { askings } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { answersByDataset, type StrataKeys } from "./item-answers.ts";
import { type KeptRows, keptOfDatasets } from "./kept-figures.ts";
import type { Counted } from "./rows.ts";

/** The spread of items' means, of scores or of passes: as `ItemSpread` of inference has it. */
const Spread = z.object({
  items: z.number(),
  answers: z.number(),
  sum: z.number(),
  squares: z.number(),
  withinSquares: z.number(),
});

/** The items of a subject: of a model, a dataset, a prompt version or several of these. */
const Items = z.object({ scores: Spread, passes: Spread });
export type Items = z.infer<typeof Items>;

/** Items asked at least k times with the same version, and the sum of their chances that k askings all pass. */
const Askings = z.object({ k: z.literal([...askings]), items: z.number(), passAll: z.number() });

/** Of the items that a model was asked more than once with the same version on a dataset; each version's count by themselves. */
const Repeats = z.object({
  items: z.number(),
  passedAlways: z.number(),
  flipped: z.number(),
  askings: z.array(Askings),
});
export type Repeats = z.infer<typeof Repeats>;

/**
 * The items of a dataset, each once whatever models it was asked of, and those of them that were asked of two at least.
 * Residuals are of the means of items × models, less the model's mean on all of its items, about the mean of the item; every item
 * takes a degree of freedom of theirs, and every model but the first.
 */
const DatasetItems = Items.extend({
  comparedItems: z.number(),
  passedByAll: z.number(),
  passedByNone: z.number(),
  residualSquares: z.number(),
  residualFreedom: z.number(),
});
export type DatasetItems = z.infer<typeof DatasetItems>;

const PairRow = z.object({ datasetId: z.uuid(), modelId: z.uuid(), items: Items, repeats: Repeats });
const ofDataset = { datasetId: z.uuid(), modelId: z.null() };
const DatasetRow = z.object({ ...ofDataset, isCurrent: z.literal(true), items: DatasetItems });
const PreviousRow = z.object({ ...ofDataset, isCurrent: z.literal(false), items: Items });

const WindowItemsRow = z.union([PairRow, DatasetRow, PreviousRow]);
export type WindowItemsRow = z.infer<typeof WindowItemsRow>;

/** The items of pairs of a model and a dataset, and of datasets whatever the model. */
export interface ItemsRows {
  readonly ofPairs: readonly z.infer<typeof PairRow>[];
  readonly ofDatasets: readonly z.infer<typeof DatasetRow>[];
  /** The same of the window before, of which nobody asks more. */
  readonly previous: readonly z.infer<typeof PreviousRow>[];
}

/** The items of every pair and of every dataset that was run in the window or in the one before, in no order. */
export async function windowItems(counted: Counted, keysOf: StrataKeys): Promise<ItemsRows> {
  const found = await keptItems(keysOf, counted.memory?.kept?.windowItems, async (datasetIds) => {
    const rows = await foundByDataset(counted, datasetIds, figuresOfWindow, [
      sql`found.is_current`.as("isCurrent"),
      sql`found.repeats`.as("repeats"),
    ]);
    return WindowItemsRow.array().parse(rows);
  });
  return {
    ofPairs: found.filter((row) => row.modelId !== null),
    ofDatasets: found.filter((row) => row.modelId === null && row.isCurrent),
    previous: found.filter((row) => row.modelId === null && !row.isCurrent),
  };
}

const VersionItemsRow = z.object({
  promptVersionId: z.uuid(),
  datasetId: z.uuid(),
  /** Null of all models together. */
  modelId: z.uuid().nullable(),
  items: Items,
});
export type VersionItemsRow = z.infer<typeof VersionItemsRow>;

/** The items of every prompt version that was run in the window on a dataset, with each model and with all of them. */
export async function versionItems(counted: Counted, keysOf: StrataKeys): Promise<VersionItemsRow[]> {
  return keptItems(keysOf, counted.memory?.kept?.versionItems, async (datasetIds) => {
    const version = sql`found.version_id`.as("promptVersionId");
    return VersionItemsRow.array().parse(
      await foundByDataset(counted, datasetIds, figuresOfVersions, [version]),
    );
  });
}

/** What is kept of the datasets of either window, and what `read` finds of the others; of all where nothing is kept. */
async function keptItems<Row extends { readonly datasetId: string }>(
  keysOf: StrataKeys,
  kept: KeptRows<Row> | undefined,
  read: (datasetIds: readonly string[] | null) => Promise<Row[]>,
): Promise<Row[]> {
  return kept ? keptOfDatasets(kept, await keysOf(), read) : read(null);
}

/** What a query makes of the answers of each of these datasets, or of all: its columns, and the items of what it is of. */
async function foundByDataset(
  counted: Counted,
  datasetIds: readonly string[] | null,
  figuresOf: (answers: RawQueryFragment) => RawQueryFragment,
  columns: readonly RawQueryFragment[],
): Promise<unknown> {
  const { query, answers } = answersByDataset(counted, datasetIds);
  return query
    .with(
      "found",
      sql`select asked.dataset_id, figures.* from asked cross join lateral (${figuresOf(answers)}) figures`,
    )
    .from("found", "found")
    .select([
      sql`found.dataset_id`.as("datasetId"),
      sql`found.model_id`.as("modelId"),
      sql`found.figures`.as("items"),
      ...columns,
    ])
    .execute<unknown>("all", false);
}

/** Sums of the rows of `answer` that make up an item. */
const sums = sql`
  sum(answer.n) as n, sum(answer.score_sum) as score_sum, sum(answer.score_squares) as score_squares,
  sum(answer.passes) as passes`;

/** Of rows of `item`. */
const scoreSpread = spreadOf(sql`item.score_sum`, sql`item.score_squares`);
/** A pass is its own square. */
const passSpread = spreadOf(sql`item.passes`, sql`item.passes`);

function spreadOf(sum: RawQueryFragment, squares: RawQueryFragment): RawQueryFragment {
  const mean = sql`(${sum} / item.n)`;
  return sql`json_build_object(
    'items', count(*), 'answers', sum(item.n), 'sum', sum(${mean}), 'squares', sum(${mean} * ${mean}),
    'withinSquares', sum(greatest(0, ${squares} - ${sum} * ${sum} / item.n)))`;
}

const itemsOfPairs = sql`
  select answer.model_id, answer.item_key, ${sums} from answer where answer.is_current group by 1, 2`;

const meansOfPairs = sql`
  select item.model_id, avg(item.score_sum / item.n) as mean,
    json_build_object('scores', ${scoreSpread}, 'passes', ${passSpread}) as figures
  from item group by 1`;

/** Items that were asked equally often and passed equally often count together. */
const repeatedItems = sql`
  select answer.model_id, answer.n, answer.passes, count(*)::float8 as items
  from answer where answer.is_current and answer.n >= 2 group by 1, 2, 3`;

/** The chance that k askings of an item all pass, of those it was asked with one version: C(passes, k) / C(n, k). */
function passAll(k: number): RawQueryFragment {
  return Array.from({ length: k }, (_, asked) => asked)
    .map((done) => sql`greatest(repeated.passes - ${done}::int, 0) / (repeated.n - ${done}::int)`)
    .reduce((product, factor) => sql`${product} * ${factor}`);
}

const askingsOfPairs = askings
  .map((k) => {
    const isAsked = sql`repeated.n >= ${k}::int`;
    return sql`json_build_object('k', ${k}::int, 'items', coalesce(sum(repeated.items) filter (where ${isAsked}), 0),
      'passAll', coalesce(sum(case when ${isAsked} then repeated.items * ${passAll(k)} end), 0))`;
  })
  .reduce((list, one) => sql`${list}, ${one}`);

const itemsWhere = (condition: RawQueryFragment) =>
  sql`coalesce(sum(repeated.items) filter (where ${condition}), 0)`;
const repeatsOfPairs = sql`
  select pair.model_id, json_build_object('items', coalesce(sum(repeated.items), 0),
    'passedAlways', ${itemsWhere(sql`repeated.passes = repeated.n`)},
    'flipped', ${itemsWhere(sql`repeated.passes > 0 and repeated.passes < repeated.n`)},
    'askings', json_build_array(${askingsOfPairs})) as figures
  from pair left join repeated using (model_id) group by 1`;

/** `beyond` is what a model's mean on an item differs by from its mean on all items of the dataset. */
const itemsOfDataset = sql`
  select answer.item_key, ${sums}, count(*) as models,
    sum(answer.beyond * answer.beyond) - sum(answer.beyond) * sum(answer.beyond) / count(*) as residual_squares
  from (select item.*, item.score_sum / item.n - pair.mean as beyond from item join pair using (model_id)) as answer
  group by 1`;

const isCompared = sql`item.models >= 2`;

const figuresOfDataset = sql`
  select json_build_object(
    'scores', ${scoreSpread}, 'passes', ${passSpread},
    'comparedItems', count(*) filter (where ${isCompared}),
    'passedByAll', count(*) filter (where ${isCompared} and item.passes = item.n),
    'passedByNone', count(*) filter (where ${isCompared} and item.passes = 0),
    'residualSquares', coalesce(sum(greatest(0, item.residual_squares)) filter (where ${isCompared}), 0),
    'residualFreedom', greatest(0, sum(item.models - 1) + 1 - (select count(*) from pair))) as figures
  from (${itemsOfDataset}) as item having count(*) > 0`;

const figuresOfPrevious = sql`
  select json_build_object('scores', ${scoreSpread}, 'passes', ${passSpread}) as figures
  from (select answer.item_key, ${sums} from answer where answer.is_previous group by 1) as item
  having count(*) > 0`;

/** Of the pairs of one dataset and of itself. */
function figuresOfWindow(answers: RawQueryFragment): RawQueryFragment {
  return sql`
    with answer as materialized (${answers}), item as materialized (${itemsOfPairs}),
      pair as materialized (${meansOfPairs}), repeated as (${repeatedItems}), repeats as (${repeatsOfPairs})
    select true as is_current, pair.model_id, pair.figures, repeats.figures as repeats
    from pair join repeats using (model_id)
    union all
    select true, null, dataset.figures, null from (${figuresOfDataset}) as dataset
    union all
    select false, null, dataset.figures, null from (${figuresOfPrevious}) as dataset`;
}

function figuresOfVersions(answers: RawQueryFragment): RawQueryFragment {
  return sql`
    select item.version_id, item.model_id, json_build_object('scores', ${scoreSpread}, 'passes', ${passSpread}) as figures
    from (
      select answer.version_id, answer.model_id, answer.item_key, ${sums}
      from (${answers}) as answer where answer.is_current
      group by grouping sets ((1, 3), (1, 2, 3))
    ) as item
    group by 1, 2`;
}
