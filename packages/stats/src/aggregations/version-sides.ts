import { type Em, Fact, type FactGeneration, ItemFact, Run, RunResult } from "@evalboard/db";
import { answerSums, type PairedRows, scoreSums } from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { VersionStep } from "../prompt-versions.ts";
import { z } from "zod";
import { listsOf, namesOf } from "./lists.ts";
import type { Memory } from "./kept-figures.ts";
import { completedAtAnyTime, isKnownToFacts, type Narrowing, narrowingOf } from "./rows.ts";

// Versions of prompts as the two sides of changes: all runs of either, of all time. A stratum is a model, on a dataset.

/** Which runs the sides are of. */
export interface SidesAsked {
  readonly em: Em;
  /** Of the current facts; null while there are none. */
  readonly memory: Memory | null;
  readonly where: Narrowing;
  /** The reporting zone: days are its days. */
  readonly timeZone: string;
}

/** The facts that tell of what is asked; null where the runs have to be read. */
export function memoryOf({ memory, where }: SidesAsked): Memory | null {
  return isKnownToFacts(where) ? memory : null;
}

/** What a recorded version, `alike`, has where one of its runs is scored. */
export function scoredOfAlike(asked: SidesAsked): RawQueryFragment {
  const { em, where } = asked;
  const facts = memoryOf(asked)?.generation;
  const isOfAlike = sql`counted.prompt_version_id = alike.id`;
  if (!facts) {
    const scored = { ...completedAtAnyTime, averageScore: { $ne: null }, ...narrowingOf(where) };
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

/** What a step did on one dataset: a change of its own. */
export interface StepOnDataset {
  readonly step: VersionStep;
  /** By what its names stand for. */
  readonly datasetId: string;
}

/** The same by the step's place. */
const StepOnDatasetRow = z.object({ change: z.int(), datasetId: z.uuid() });
export type StepOnDatasetRow = z.infer<typeof StepOnDatasetRow>;

/** On which of these datasets facts have runs of either version of a step, in no order. */
export async function stepsOnDatasets(
  { em, where }: SidesAsked,
  { id }: FactGeneration,
  steps: readonly VersionStep[],
  datasetIds: readonly string[],
): Promise<StepOnDatasetRow[]> {
  const rows = await em
    .createQueryBuilder(Fact, "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([sql`asked.change`.as("change"), sql`dataset_name.canonical_id`.as("datasetId")])
    .where(isStratum(id))
    .andWhere(sql`counted.unit = 'all'`)
    .andWhere(sql`dataset_name.canonical_id = any(${`{${datasetIds.join()}}`}::uuid[])`)
    .andWhere(narrowingOf(where))
    .groupBy(sql`1, 2`)
    .execute<unknown>("all", false);
  return StepOnDatasetRow.array().parse(rows);
}

/** A row for each recorded version of either side. */
function askedVersions(steps: readonly VersionStep[]): RawQueryFragment {
  return sql`(select * from json_to_recordset(${JSON.stringify(steps.flatMap(versionsOf))}::json)
    as asked (change int, is_newer bool, recorded_id uuid, version_id uuid))`;
}

/** The same on one dataset each. */
function askedOnDatasets(parts: readonly StepOnDataset[]): RawQueryFragment {
  const rows = parts.flatMap(({ step, datasetId }, change) =>
    versionsOf(step, change).map((version) => Object.assign(version, { on_dataset: datasetId })),
  );
  return sql`(select * from json_to_recordset(${JSON.stringify(rows)}::json)
    as asked (change int, is_newer bool, recorded_id uuid, version_id uuid, on_dataset uuid))`;
}

function versionsOf({ newer, older }: VersionStep, change: number) {
  return [newer, older].flatMap((version) =>
    version.recordedIds.map((recorded) => ({
      change,
      is_newer: version === newer,
      recorded_id: recorded,
      version_id: version.promptVersionId,
    })),
  );
}

const ofRecorded = { "asked.recorded_id": sql.ref("counted.prompt_version_id") };
const isStratum = (generation: number) =>
  sql`counted.generation = ${generation} and counted.scope = 'stratum' and counted.runs > 0`;
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

/** The rows of both sides of these parts, each a change of its own. */
export function sidesOfFacts(
  { em, where }: SidesAsked,
  { id }: FactGeneration,
  parts: readonly StepOnDataset[],
): PairedRows {
  const facts = em
    .createQueryBuilder(Fact, "counted")
    .innerJoin(askedOnDatasets(parts), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .where(isStratum(id))
    .andWhere(sql`dataset_name.canonical_id = asked.on_dataset`)
    .andWhere(narrowingOf(where));
  const strata = facts
    .clone()
    .select([
      ...ofSide,
      sql`counted.prompt_version_id as recorded_version_id`,
      sql`counted.model_id as recorded_model_id`,
      sql`counted.dataset_id as recorded_dataset_id`,
    ])
    .andWhere(sql`counted.unit = 'all'`);
  const scoredRuns = sql`(counted.perfect_runs + counted.partial_runs + counted.failed_runs)`;
  const runs = facts
    .clone()
    .select([...ofVersion, scoredRuns.as("n"), sql`counted.score_sum`, sql`counted.score_squares`])
    .andWhere(sql`counted.unit = 'all' and counted.bucket = ${new Date(0)} and ${scoredRuns} > 0`);
  const days = facts.select([...ofSide, sql`counted.bucket`.as("day")]).andWhere(sql`counted.unit = 'day'`);
  return {
    strata: listedStrata(strata.toRaw()),
    places: placesOfChange,
    items: itemsOfFacts(id),
    runs: runs.toRaw(),
    days: days.toRaw(),
    areWhole: true,
  };
}

const strataColumns = [
  "is_newer",
  "stratum",
  "dataset_id",
  "recorded_version_id",
  "recorded_model_id",
  "recorded_dataset_id",
  "place",
];

const answerColumns = ["change", "is_newer", "version_id", "model_id", "dataset_id", "item_key"];

/** Of what the names stand for: looked up for sums, which are fewer than results. */
function namedAnswers(answers: RawQueryFragment): RawQueryFragment {
  return sql`
    select answer.change, answer.is_newer, model_name.canonical_id::text as stratum, dataset_name.canonical_id as dataset_id,
      model_name.canonical_id as model_id, answer.version_id, false as limited, answer.item_key, answer.n, answer.score_sum,
      answer.score_squares, answer.passes
    from (${answers}) as answer
    join models model_name on model_name.id = answer.model_id
    join datasets dataset_name on dataset_name.id = answer.dataset_id`;
}

/** A row for each change, with the strata of its sides as they were recorded; those of one stratum and dataset have one place. */
function listedStrata(strata: RawQueryFragment): RawQueryFragment {
  return sql`
    select side.change, ${listsOf("side", strataColumns)}
    from (
      select named.*, (dense_rank() over (partition by named.change order by named.stratum, named.dataset_id))::int as place
      from (${strata}) as named
    ) as side
    group by side.change`;
}

/** The strata of the change that `of_change` is. */
const strataOfChange = sql`
  strata listed
  cross join unnest(${namesOf("listed", strataColumns)}) as side(${namesOf(null, strataColumns)})`;

const placesOfChange = sql`
  select distinct side.place, side.stratum, side.dataset_id
  from ${strataOfChange} where listed.change = of_change.change`;

/** Each by all columns of the index but the last one. */
function itemsOfFacts(generation: number): RawQueryFragment {
  return sql`
    select listed.change, side.is_newer, side.place,
      counted.item_key, counted.n, counted.score_sum, counted.score_squares, counted.passes
    from ${strataOfChange}
    join item_facts counted on counted.generation = ${generation}
      and counted.prompt_version_id = side.recorded_version_id and counted.model_id = side.recorded_model_id
      and counted.dataset_id = side.recorded_dataset_id and counted.n > 0
    where listed.change = of_change.change`;
}

/** The rows of each step's versions. */
export function sidesOfRuns({ em, where, timeZone }: SidesAsked, steps: readonly VersionStep[]): PairedRows {
  const runs = em
    .createQueryBuilder(Run, "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .where(completedAtAnyTime)
    .andWhere(narrowingOf(where));
  const results = em
    .createQueryBuilder(RunResult, "result")
    .join("result.run", "counted")
    .innerJoin(askedVersions(steps), "asked", ofRecorded)
    .where({ score: { $ne: null }, run: { ...completedAtAnyTime, ...narrowingOf(where) } })
    .andWhere(isOfChange)
    .select([
      sql`asked.change, asked.is_newer, asked.version_id, counted.model_id, counted.dataset_id`,
      sql`result.item_key, result.score, result.passed`,
    ]);
  return {
    items: namedAnswers(answerSums(results.toRaw(), answerColumns)),
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
