import { bucketUnits } from "@evalboard/contract/words";
import type { FactDifference } from "@evalboard/contract";
import { type Em, Fact, FactGeneration, type Orm } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { buildGeneration, type OnProgress, SupersededError } from "./build.ts";
import { type Compared, factDifferences, histogramDifferences, LIMIT } from "./differences.ts";
import { startGeneration, currentGeneration, lockForBuilding } from "./generations.ts";
import { unitsOfScopes } from "./measures.ts";
import { deleteGeneration } from "./sweep.ts";

export interface VerifyOptions {
  readonly orm: Pick<Orm, "em">;
  readonly timeZone: string;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Computes the facts of this time zone from the runs once more and compares them with those that are kept, row by row,
 * while runs are completed and deleted. Gives what differs, at most a hundred rows of each scope and unit; null where there are
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
  for (const [scope, units] of unitsOfScopes) {
    for (const unit of units) found.push(...(await differencesIn(orm, compared, { scope, unit })));
  }
  for (const unit of bucketUnits) {
    found.push(...(await histogramDifferences(orm.em.fork(), compared, unit)));
  }
  return found;
}

async function differencesIn(
  orm: Pick<Orm, "em">,
  compared: Compared,
  rows: Pick<Fact, "scope" | "unit">,
): Promise<FactDifference[]> {
  const found: FactDifference[] = [];
  for (const week of await comparedWeeks(orm.em.fork(), compared, rows)) {
    found.push(...(await factDifferences(orm.em.fork(), compared, { ...rows, ...week })));
    if (found.length >= LIMIT) break;
  }
  return found.slice(0, LIMIT);
}

const Rows = z.array(z.object({ fromMs: z.number() }));
const WEEK_MS = 7 * 86_400_000;

/**
 * The weeks, counted from 1970, in which either generation has rows of a scope and unit, the oldest first: to compare
 * all of them in one statement would take as long as there are rows.
 */
async function comparedWeeks(
  em: Em,
  { kept, made }: Compared,
  { scope, unit }: Pick<Fact, "scope" | "unit">,
): Promise<{ from: Date; to: Date }[]> {
  const rows = await em
    .createQueryBuilder(Fact, "fact")
    .select(sql`(extract(epoch from date_bin('7 days', fact.bucket, 'epoch')) * 1000)::float8`.as("fromMs"))
    .where({ generation: { $in: [kept, made] }, scope, unit })
    .groupBy(sql`1`)
    .orderBy({ [sql`1`]: "asc" })
    .execute("all", false);
  return Rows.parse(rows).map(({ fromMs }) => ({ from: new Date(fromMs), to: new Date(fromMs + WEEK_MS) }));
}
