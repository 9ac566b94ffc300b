import { type Em, Fact, FactGeneration, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Sign } from "./contribute.ts";
import { isTaken, turn } from "./facts-lock.ts";
import { factKeys } from "./keys.ts";
import { type Measure, measures } from "./measures.ts";
import { ofRun } from "./placed-runs.ts";

const ofStratum = ["placed.hour", "placed.day", "placed.week", "placed.month"].concat([
  "run.model_id",
  "run.dataset_id",
  "run.prompt_version_id",
]);
const keyColumns = ["scope", "unit", "bucket", "model_id", "dataset_id", "prompt_version_id"];
const keyColumn = (column: string) => sql`key.${sql.ref(column)}`;
const all = Object.entries<Measure>(measures);

/** The query that adds the placed runs to the facts, or takes them away, row by row where the table has them. */
export function factsUpsert(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): QueryBuilder<Fact> {
  // Decimals are dear: each run's are computed once, and not once for every row that it adds to.
  const strata = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .select([
      ...ofStratum.map((column) => sql`${sql.ref(column)}`),
      ...all.map(([, { column, addend }]) => sql`sum(${addend})`.as(column)),
    ])
    .groupBy(ofStratum.map((column) => sql.ref(column)));
  const sums = em
    .createQueryBuilder(FactGeneration, "generation")
    .innerJoin(turn, "turn", isTaken)
    .innerJoin(strata, "stratum", { "stratum.model_id": { $ne: null } })
    .innerJoinLateral(factKeys, "key", { "key.scope": { $ne: null } })
    .where({ id: generation })
    .select([
      sql`generation.id`.as("generation"),
      ...keyColumns.map((column) => keyColumn(column).as(column)),
      ...all.map(([name, { column, type }]) =>
        sql`coalesce(sum(${sql.ref(`stratum.${column}`)}), 0)::${sql.ref(type)}`.as(name),
      ),
    ])
    .groupBy([sql`generation.id`, ...keyColumns.map(keyColumn)])
    // The rows that every run adds to come last, and so are held for the shortest time.
    .orderBy(keyColumns.map((column) => ({ [keyColumn(column)]: "desc" })));
  return em
    .createQueryBuilder(Fact)
    .insertFrom(sums)
    .onConflict(["generation", "scope", "unit", "bucket", "model", "dataset", "promptVersion"])
    .merge(Object.fromEntries(all.map(([name, { column }]) => [name, changed(column, sign)])));
}

/** The row's sum with that of the runs, or without it. */
function changed(column: string, sign: Sign): RawQueryFragment {
  const [kept, given] = [sql.ref(`facts.${column}`), sql.ref(`excluded.${column}`)];
  return sign === "+" ? sql`${kept} + ${given}` : sql`${kept} - ${given}`;
}
