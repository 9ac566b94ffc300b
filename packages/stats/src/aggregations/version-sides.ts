import { type Em, Fact, type FactGeneration, ItemFact, Run, RunResult } from "@evalboard/db";
import { type PairedRows, scoreSums } from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { VersionStep } from "../prompt-versions.ts";
import { isKnownToFacts, type Narrowing, narrowingOf } from "./rows.ts";

// Versions of prompts as the two sides of changes: all runs of either, of all time. A stratum is a model, on a dataset.

/** Which runs the sides are of. */
export interface SidesAsked {
  readonly em: Em;
  /** The current facts; null while there are none. */
  readonly generation: FactGeneration | null;
  readonly where: Narrowing;
  /** The reporting zone: days are its days. */
  readonly timeZone: string;
}

/** The facts that tell of what is asked; null where the runs have to be read. */
function factsOf({ generation, where }: SidesAsked): FactGeneration | null {
  return isKnownToFacts(where) ? generation : null;
}

/** What a recorded version, `alike`, has where one of its runs is scored. */
export function scoredOfAlike(asked: SidesAsked): RawQueryFragment {
  const { em, where } = asked;
  const facts = factsOf(asked);
  const isOfAlike = sql`counted.prompt_version_id = alike.id`;
  if (!facts) {
    const scored = { ...completed, averageScore: { $ne: null }, ...narrowingOf(where) };
    return em.createQueryBuilder(Run, "counted").select(one).where(scored).andWhere(isOfAlike).toRaw();
  }
  return em
    .createQueryBuilder(ItemFact, "counted")
    .select(one)
    .where(sql`counted.generation = ${facts.id} and counted.n > 0`)
    .andWhere(narrowingOf(where))
    .andWhere(isOfAlike)
    .toRaw();
}

const one = sql`1`;
const completed = { status: "completed", limited: false } as const;

/** The rows of each step's versions. */
export function sidesOfVersions(asked: SidesAsked, steps: readonly VersionStep[]): PairedRows {
  const facts = factsOf(asked);
  return facts ? sidesOfFacts(asked, facts, steps) : sidesOfRuns(asked, steps);
}

/** A row for each recorded version of either side. */
function askedVersions(steps: readonly VersionStep[]): RawQueryFragment {
  const rows = steps.flatMap(({ newer, older }, change) =>
    [newer, older].flatMap((version) =>
      version.recordedIds.map((recorded) => ({
        change,
        is_newer: version === newer,
        recorded_id: recorded,
        version_id: version.promptVersionId,
      })),
    ),
  );
  return sql`(select * from json_to_recordset(${JSON.stringify(rows)}::json)
    as asked (change int, is_newer bool, recorded_id uuid, version_id uuid))`;
}

const ofRecorded = { "asked.recorded_id": sql.ref("counted.prompt_version_id") };
const isOfChange = sql`asked.change = of_change.change`;

const ofSide = [
  sql`asked.change`.as("change"),
  sql`asked.is_newer`.as("is_newer"),
  sql`model_name.canonical_id::text`.as("stratum"),
  sql`dataset_name.canonical_id`.as("dataset_id"),
] as const;
const ofVersion = [
  ...ofSide,
  sql`model_name.canonical_id`.as("model_id"),
  sql`asked.version_id`.as("version_id"),
  sql`false`.as("limited"),
] as const;

function sidesOfFacts(
  { em, where }: SidesAsked,
  { id }: FactGeneration,
  steps: readonly VersionStep[],
): PairedRows {
  const items = em
    .createQueryBuilder(ItemFact, "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([
      ...ofVersion,
      sql`counted.item_key`,
      sql`counted.n`,
      sql`counted.score_sum`,
      sql`counted.score_squares`,
      sql`counted.passes`,
    ])
    .where(sql`${isOfChange} and counted.generation = ${id} and counted.n > 0`)
    .andWhere(narrowingOf(where));
  const facts = em
    .createQueryBuilder(Fact, "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .where(sql`counted.generation = ${id} and counted.scope = 'stratum' and counted.runs > 0`)
    .andWhere(narrowingOf(where));
  const scoredRuns = sql`(counted.perfect_runs + counted.partial_runs + counted.failed_runs)`;
  const runs = facts
    .clone()
    .select([...ofVersion, scoredRuns.as("n"), sql`counted.score_sum`, sql`counted.score_squares`])
    .andWhere(sql`counted.unit = 'all' and counted.bucket = ${new Date(0)} and ${scoredRuns} > 0`);
  const days = facts.select([...ofSide, sql`counted.bucket`.as("day")]).andWhere(sql`counted.unit = 'day'`);
  return { items: items.toRaw(), runs: runs.toRaw(), days: days.toRaw(), areWhole: true };
}

function sidesOfRuns({ em, where, timeZone }: SidesAsked, steps: readonly VersionStep[]): PairedRows {
  const runs = em
    .createQueryBuilder(Run, "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .where(completed)
    .andWhere(narrowingOf(where));
  const results = em
    .createQueryBuilder(RunResult, "result")
    .join("result.run", "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .where({ score: { $ne: null }, run: { ...completed, ...narrowingOf(where) } })
    .andWhere(isOfChange);
  return {
    items: results
      .select([
        ...ofVersion,
        sql`result.item_key`,
        sql`1`.as("n"),
        ...scoreSums(sql`result.score`),
        sql`result.passed::int`.as("passes"),
      ])
      .toRaw(),
    runs: runs
      .clone()
      .select([...ofVersion, sql`1`.as("n"), ...scoreSums(sql`counted.average_score`)])
      .andWhere({ averageScore: { $ne: null } })
      .toRaw(),
    days: runs
      .select([...ofSide, sql`(counted.completed_at at time zone ${timeZone})::date`.as("day")])
      .toRaw(),
    areWhole: false,
  };
}
