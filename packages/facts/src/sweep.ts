import { type Em, Fact, FactGeneration, FactHistogram, ItemFact, MetricFact, type Orm } from "@evalboard/db";
import { type EntityCtor, type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { hoursFromOf, lockForBuilding } from "./generations.ts";

/** Rows of one DELETE, so that each takes a short while. */
const ROWS_A_STEP = 5_000;

const Lowest = z.object({ generation: z.int().nullable() });

interface Table {
  readonly entity: EntityCtor<{ generation: number }>;
  readonly name: string;
  /** Whether it has rows of hours; the others keep all of a generation. */
  readonly hasHours: boolean;
}

const tables: readonly Table[] = [
  { entity: Fact, name: "facts", hasHours: true },
  { entity: MetricFact, name: "metric_facts", hasHours: true },
  { entity: FactHistogram, name: "fact_histograms", hasHours: true },
  { entity: ItemFact, name: "item_facts", hasHours: false },
];

/**
 * Deletes what nothing reads any more, some rows at a time: facts of generations that are gone, and of hours long past.
 * The work of a moment where there is little; once an hour is enough.
 */
export async function sweepFacts({ orm, now }: { orm: Pick<Orm, "em">; now: Date }): Promise<void> {
  const hoursFrom = hoursFromOf(now);
  await orm.em.fork().transactional(async (em) => {
    // Whoever completes a run now adds it to its hour, or sees that the hour is long past.
    await lockForBuilding(em);
    await em.nativeUpdate(FactGeneration, { hoursFrom: { $lt: hoursFrom } }, { hoursFrom });
  });
  for (const table of tables) {
    for (const generation of await storedGenerations(orm.em.fork(), table)) {
      const kept = await orm.em.fork().findOne(FactGeneration, generation);
      if (!kept) await deleteRows(orm, table, sql`generation = ${generation}`);
      else if (table.hasHours) await deleteRows(orm, table, pastHoursOf(kept));
    }
  }
}

/** Deletes the facts of a generation that is gone. */
export async function deleteGeneration(orm: Pick<Orm, "em">, generation: number): Promise<void> {
  for (const table of tables) await deleteRows(orm, table, sql`generation = ${generation}`);
}

function pastHoursOf({ id, hoursFrom }: FactGeneration): RawQueryFragment {
  return sql`generation = ${id} and unit = 'hour' and bucket < ${hoursFrom}`;
}

async function deleteRows(orm: Pick<Orm, "em">, table: Table, condition: RawQueryFragment): Promise<void> {
  const some = sql`array(select ctid from ${sql.ref(table.name)} where ${condition} limit ${ROWS_A_STEP})`;
  let deleted: number;
  do {
    const rows = await orm.em
      .fork()
      .createQueryBuilder(table.entity)
      .delete()
      .where(sql`ctid = any(${some})`)
      .execute("run");
    deleted = rows.affectedRows;
  } while (deleted > 0);
}

/** Each found by its index: to look through all rows for them would take long. */
async function storedGenerations(em: Em, { entity }: Table): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const row = await em
      .createQueryBuilder(entity, "fact")
      .select(sql`min(fact.generation)`.as("generation"))
      .where({ generation: { $gt: found.at(-1) ?? 0 } })
      .execute("get", false);
    const { generation } = Lowest.parse(row);
    if (generation === null) return found;
    found.push(generation);
  }
}
