import { type Em, ItemFact, Run, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { Sign } from "./add-runs.ts";
import type { Measure } from "./measures.ts";
import { changedSums } from "./upserts.ts";

// As of a run's average score: 15 places, whose square is exact too.
const score = sql`round(result.score::numeric, 15)`;

/** Every measure of an item, by its property of `ItemFact`: of scored results alone. */
export const itemMeasures = {
  n: { column: "n", type: "int4", addend: sql`1` },
  scoreSum: { column: "score_sum", type: "numeric", addend: score },
  scoreSquares: { column: "score_squares", type: "numeric", addend: sql`${score} * ${score}` },
  passes: { column: "passes", type: "int4", addend: sql`result.passed::int` },
} as const satisfies Record<string, Measure>;

const stratum = {
  prompt_version_id: sql`run.prompt_version_id`,
  model_id: sql`run.model_id`,
  dataset_id: sql`run.dataset_id`,
};
// By code points, the quickest order; any will do that everybody goes by.
const keys = { ...stratum, item_key: sql`result.item_key collate "C"` };

/** Results of runs: all, or those at these positions. */
interface Results {
  readonly runIds: readonly string[];
  readonly positions?: readonly number[] | undefined;
}

/** Adds what is scored of these results to a generation's items, or takes it away; rows may then be of none. */
export async function changeItems(
  em: Em,
  generation: number,
  { runIds, positions }: Results,
  sign: Sign,
): Promise<void> {
  const sums = em
    .createQueryBuilder(RunResult, "result")
    .innerJoin("result.run", "run")
    .where(isOneOf(sql`result.run_id`, runIds))
    .andWhere({ "result.score": { $ne: null } })
    .select([
      sql`${generation}::int`.as("generation"),
      ...Object.entries(keys).map(([column, key]) => sql`${key}`.as(column)),
      ...Object.entries(itemMeasures).map(([name, { addend, type }]) =>
        sql`sum(${addend})::${sql.ref(type)}`.as(name),
      ),
    ])
    .groupBy(Object.values(keys))
    .orderBy(Object.values(keys).map((key) => ({ [key]: "asc" as const })));
  if (positions) sums.andWhere(sql`result.position = any(${`{${positions.join()}}`}::int[])`);
  await em
    .createQueryBuilder(ItemFact)
    .insertFrom(sums)
    .onConflict(["generation", "promptVersion", "model", "dataset", "itemKey"])
    .merge(changedSums("item_facts", itemMeasures, sign))
    .execute("run");
}

/**
 * Deletes the rows that these runs have left without a scored result. Nobody waits: a row of none is this transaction's own,
 * for whoever makes one deletes it before the end.
 */
export async function deleteEmptyItems(em: Em, generation: number, runIds: readonly string[]): Promise<void> {
  const strata = em
    .createQueryBuilder(Run, "run")
    .select(Object.values(stratum))
    .where(isOneOf(sql`run.id`, runIds));
  await em
    .createQueryBuilder(ItemFact)
    .delete()
    .where({ generation, n: 0 })
    .andWhere(sql`(prompt_version_id, model_id, dataset_id) in (${strata.toRaw()})`)
    .execute("run");
}

function isOneOf(id: RawQueryFragment, ids: readonly string[]): RawQueryFragment {
  return sql`${id} = any(${`{${ids.join()}}`}::uuid[])`;
}
