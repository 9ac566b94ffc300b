import type { FactDifference } from "@evalboard/contract";
import { type Fact, FactGeneration, type Orm } from "@evalboard/db";
import { buildGeneration, type OnProgress, SupersededError } from "./build-generation.ts";
import { comparedWeeks } from "./compared-weeks.ts";
import { type Compared, factDifferences, histogramDifferences, LIMIT } from "./differences.ts";
import { lockForBuilding } from "./facts-lock.ts";
import { beginGeneration, currentGeneration } from "./generations.ts";
import { histogramUnits, unitsOfScopes } from "./keys.ts";
import { deleteGeneration } from "./sweep-facts.ts";

export interface VerifyOptions {
  readonly orm: Pick<Orm, "em">;
  readonly timeZone: string;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Computes the facts of this time zone from the runs once more and compares them with those that are kept, row by row,
 * while runs are completed and deleted. Gives what differs, at most a hundred rows of each scope and unit; null where there are
 * no facts to compare.
 * @throws SupersededError where another call began to verify, or the facts were made anew meanwhile
 */
export async function verifyFacts(options: VerifyOptions): Promise<FactDifference[] | null> {
  const { orm, timeZone, onProgress } = options;
  const em = orm.em.fork();
  const begun = await em.transactional(async (within) => {
    await lockForBuilding(within);
    const kept = await currentGeneration(within, timeZone);
    if (!kept) return null;
    const { hoursFrom } = kept;
    return { kept: kept.id, made: await beginGeneration(within, { stage: "checking", timeZone, hoursFrom }) };
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
  for (const unit of histogramUnits) {
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
