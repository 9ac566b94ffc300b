import { bucketUnits } from "@evalboard/contract/words";
import type { FactDifference } from "@evalboard/contract";
import { type Em, type Fact, FactGeneration, type Orm } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { buildGeneration, type OnProgress, SupersededError } from "./build.ts";
import { type Compared, factDifferences, histogramDifferences, LIMIT, sumTables } from "./differences.ts";
import { startGeneration, currentGeneration, lockForBuilding } from "./generations.ts";
import { itemDifferences } from "./item-differences.ts";
import { unitsOfScopes } from "./measures.ts";
import { deleteGeneration } from "./sweep.ts";

export interface VerifyOptions {
  readonly orm: Pick<Orm, "em">;
  readonly timeZone: string;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Computes the facts of this time zone from the runs once more and compares them with those that are kept, row by row,
 * while runs are completed and deleted. Gives what differs, at most a hundred rows of each scope and unit
 * and as many items; null where there are
 * no facts to compare.
 * @throws SupersededError where another call began to verify, or the facts were built again meanwhile
 */
export async function verifyFacts(options: VerifyOptions): Promise<FactDifference[] | null> {
  const { orm, timeZone, onProgress } = options;
  const em = orm.em.fork();
  const begun = await em.transactional(async (within) => {
    await lockForBuilding(within);
    const kept = await currentGeneration(within, timeZone);
    if (!kept) return null;
    const { hoursFrom } = kept;
    return { kept: kept.id, made: await startGeneration(within, { stage: "checking", timeZone, hoursFrom }) };
  });
  if (!begun) return null;
  try {
    await buildGeneration(orm, begun.made, onProgress);
    const differences = await differencesOf(orm, begun);
    // Rows of generations that are gone are swept away: what was compared may have been half of them.
    if ((await em.count(FactGeneration, [begun.kept, begun.made])) < 2) throw new SupersededError();
    return differences;
  } finally {
    // Otherwise every completion would go on adding to it. With a unit of work from before: a caller that is
    // stopping gives no other.
    await em.nativeDelete(FactGeneration, begun.made);
    await deleteGeneration(orm, begun.made);
  }
}

/** Whoever changes a run changes both generations in one transaction, so every look at them is a fair comparison. */
async function differencesOf(orm: Pick<Orm, "em">, compared: Compared): Promise<FactDifference[]> {
  const found: FactDifference[] = [];
  for (const table of sumTables) {
    for (const [scope, units] of unitsOfScopes) {
      for (const unit of units) found.push(...(await differencesIn(orm, compared, { table, scope, unit })));
    }
  }
  for (const unit of bucketUnits) {
    found.push(...(await histogramDifferences(orm.em.fork(), compared, unit)));
  }
  return [...found, ...(await itemDifferences(orm, compared, ROWS_A_STEP))];
}

/** Those of one table, scope and unit. */
type FactRows = Pick<Fact, "scope" | "unit"> & { readonly table: (typeof sumTables)[number] };

async function differencesIn(
  orm: Pick<Orm, "em">,
  compared: Compared,
  rows: FactRows,
): Promise<FactDifference[]> {
  const found: FactDifference[] = [];
  for (const span of await comparedSpans(orm.em.fork(), compared, rows)) {
    found.push(...(await factDifferences(orm.em.fork(), compared, { ...rows, ...span })));
    if (found.length >= LIMIT) break;
  }
  return found.slice(0, LIMIT);
}

const Weeks = z.array(z.object({ fromMs: z.number(), rows: z.int() }));
const WEEK_MS = 7 * 86_400_000;

/** Rows of one statement, where a week has no more. */
const ROWS_A_STEP = 10_000;

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Spans of whole weeks, counted from 1970, that hold the rows that either generation has of a scope and unit, the oldest
 * first: to compare all of them in one statement would take as long as there are rows.
 */
async function comparedSpans(
  em: Em,
  { kept, made }: Compared,
  { table, scope, unit }: FactRows,
): Promise<readonly Span[]> {
  const rows = await em
    .createQueryBuilder(table.entity, "fact")
    .select([
      sql`(extract(epoch from date_bin('7 days', fact.bucket, 'epoch')) * 1000)::float8`.as("fromMs"),
      sql`count(*)::int`.as("rows"),
    ])
    .where({ generation: { $in: [kept, made] }, scope, unit })
    .groupBy(sql`1`)
    .orderBy({ [sql`1`]: "asc" })
    .execute("all", false);
  const spans: (Span & { rows: number })[] = [];
  for (const week of Weeks.parse(rows)) {
    const to = new Date(week.fromMs + WEEK_MS);
    const last = spans.at(-1);
    if (last && last.rows + week.rows <= ROWS_A_STEP) {
      spans.splice(-1, 1, { from: last.from, to, rows: last.rows + week.rows });
    } else {
      spans.push({ from: new Date(week.fromMs), to, rows: week.rows });
    }
  }
  return spans;
}
