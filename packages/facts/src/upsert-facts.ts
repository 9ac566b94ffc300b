import { type Em, Fact, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { Sign } from "./contribute.ts";
import { factKeys } from "./keys.ts";
import { type Measure, measures } from "./measures.ts";
import { ofRun } from "./placed-runs.ts";

const columns = ["scope", "unit", "bucket", "model_id", "dataset_id", "prompt_version_id"];
const keyColumn = (column: string) => sql`key.${sql.ref(column)}`;

/** Adds the placed runs to the facts, or takes them away, row by row where the table has them. */
export async function upsertFacts(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): Promise<void> {
  const each = Object.entries<Measure>(measures);
  const sums = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .innerJoinLateral(factKeys, "key", { "key.scope": { $ne: null } })
    .select([
      sql`${generation}::int`.as("generation"),
      ...columns.map((column) => keyColumn(column).as(column)),
      ...each.map(([name, { ofRun: addend, type }]) =>
        sql`coalesce(sum(${addend}), 0)::${sql.ref(type)}`.as(name),
      ),
    ])
    .groupBy(columns.map(keyColumn))
    // The rows that every run adds to come last, and so are held for the shortest time.
    .orderBy(columns.map((column) => ({ [keyColumn(column)]: "desc" })));
  await em
    .createQueryBuilder(Fact)
    .insertFrom(sums)
    .onConflict(["generation", "scope", "unit", "bucket", "model", "dataset", "promptVersion"])
    .merge(Object.fromEntries(each.map(([name, { column }]) => [name, changed(column, sign)])))
    .execute("run");
}

/** The row's sum with that of the runs, or without it. */
function changed(column: string, sign: Sign): RawQueryFragment {
  const [kept, given] = [sql.ref(`facts.${column}`), sql.ref(`excluded.${column}`)];
  return sign === "+" ? sql`${kept} + ${given}` : sql`${kept} - ${given}`;
}
