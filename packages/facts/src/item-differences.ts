import type { FactDifference } from "@evalboard/contract";
import { type Em, ItemFact, type Orm } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { type Compared, comparedSums, LIMIT, WrongSums } from "./differences.ts";
import { itemMeasures } from "./item-facts.ts";

const Key = z.object({
  promptVersionId: z.uuid(),
  modelId: z.uuid(),
  datasetId: z.uuid(),
  itemKey: z.string(),
});
type Key = z.infer<typeof Key>;
const Row = Key.extend({ wrong: WrongSums });

const key = ["prompt_version_id", "model_id", "dataset_id", "item_key"].map((column) =>
  sql.ref(`fact.${column}`),
);
const [version, model, dataset, item] = key;
const keyColumns = [
  sql`${version}`.as("promptVersionId"),
  sql`${model}`.as("modelId"),
  sql`${dataset}`.as("datasetId"),
  sql`${item}`.as("itemKey"),
];
const keyOrder = key.map((column) => ({ [column]: "asc" as const }));

/** The items whose sums differ, at most `LIMIT`, in the order of their keys and so many rows at a time. */
export async function itemDifferences(
  orm: Pick<Orm, "em">,
  compared: Compared,
  rowsAStep: number,
): Promise<FactDifference[]> {
  const found: FactDifference[] = [];
  let after: Key | null = null;
  do {
    const to: Key | null = await lastOfStep(orm.em.fork(), compared, after, rowsAStep);
    found.push(...(await differencesBetween(orm.em.fork(), compared, after, to)));
    after = to;
  } while (after !== null && found.length < LIMIT);
  return found.slice(0, LIMIT);
}

/** The key that so many rows of the made generation come to after this one; null where there are fewer. */
async function lastOfStep(em: Em, { made }: Compared, after: Key | null, rows: number): Promise<Key | null> {
  const step = em
    .createQueryBuilder(ItemFact, "fact")
    .select(keyColumns)
    .where({ generation: made })
    .orderBy(keyOrder)
    .limit(1, rows - 1);
  if (after) step.andWhere(keyIs(">", after));
  const [last] = Key.array().parse(await step.execute("all", false));
  return last ?? null;
}

/** Those whose keys lie in (after, to], from the first or to the last on where that is null. */
async function differencesBetween(
  em: Em,
  compared: Compared,
  after: Key | null,
  to: Key | null,
): Promise<FactDifference[]> {
  const { anyDiffers, wrong } = comparedSums(itemMeasures, compared);
  const differing = em
    .createQueryBuilder(ItemFact, "fact")
    .select([...keyColumns, wrong])
    .where({ generation: { $in: [compared.kept, compared.made] } })
    .groupBy(key)
    .having({ [sql`${anyDiffers}`]: [] })
    .orderBy(keyOrder)
    .limit(LIMIT);
  if (after) differing.andWhere(keyIs(">", after));
  if (to) differing.andWhere(keyIs("<=", to));
  const rows = Row.array().parse(await differing.execute("all", false));
  const ofItems = { scope: "stratum", unit: "all", bucket: new Date(0).toISOString(), metric: null } as const;
  return rows.map((row) => Object.assign(row, ofItems));
}

/** Of an index's own order, which a comparison of rows goes by. */
function keyIs(than: ">" | "<=", { promptVersionId, modelId, datasetId, itemKey }: Key): RawQueryFragment {
  const given = sql`(${promptVersionId}::uuid, ${modelId}::uuid, ${datasetId}::uuid, ${itemKey})`;
  const row = sql`(${version}, ${model}, ${dataset}, ${item})`;
  return than === ">" ? sql`${row} > ${given}` : sql`${row} <= ${given}`;
}
