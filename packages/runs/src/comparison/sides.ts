import { type Em, Run, RunResult } from "@evalboard/db";
import {
  answerSums,
  currentGeneration,
  pairedItems,
  type PairedRows,
  type PairedSums,
  scoreSums,
} from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { itemKey, memberOfResult, members } from "../fragments.ts";
import type { Group, Groups } from "./groups.ts";
import { membersOfAll } from "./items.ts";

/**
 * Of each of these pairs the candidate against the baseline, in the sums by which the board judges versions; the candidate is the newer
 * one. A stratum is what is matched, on a dataset. `timeZone` is the reporting zone, whose facts are asked for the history and
 * whose days are days.
 */
export async function readSides(em: Em, pairs: readonly Groups[], timeZone: string): Promise<PairedSums[]> {
  const generation = await currentGeneration(em, timeZone);
  return pairedItems(em, sidesOfPairs(em, pairs, timeZone), pairs.length, generation);
}

/** Each group's answers are read once, however many it is compared with; its `side` is its place among all groups. */
function sidesOfPairs(em: Em, pairs: readonly Groups[], timeZone: string): PairedRows {
  const groups = [...new Set(pairs.flatMap(({ baseline, candidate }) => [baseline, candidate]))];
  const asked = askedSides(pairs, groups);
  const runs = em
    .createQueryBuilder(Run, "run")
    .with("members", membersOfAll(em, groups))
    .join(members, "member", { "member.id": sql.ref("run.id") })
    .innerJoin(asked, "asked", { "asked.side": sql.ref("member.side") });
  const answers = answersOf(em, groups);
  const [only, ...others] = pairs;
  const isOnePair = only !== undefined && others.length === 0;
  const areSingle = isOnePair && areSingleRuns(groups);
  return {
    runs: runs
      .clone()
      .select([ofSide, ofVersion, sql`1`.as("n"), ...scoreSums(sql`run.average_score`)])
      .where({ averageScore: { $ne: null } })
      .toRaw(),
    ...(!isOnePair && { strata: answers }),
    items: isOnePair ? answersOfPair(only, answers, areSingle) : answersOfPairs(asked),
    isOneStratum: pairs.every(({ matchedBy }) => matchedBy.length === 0),
    areSingle,
    days: runs.select([ofSide, sql`(run.completed_at at time zone ${timeZone})::date`.as("day")]).toRaw(),
    areWhole: false,
  };
}

/** One pair's answers need no look at which they are of: then several processes of the database add them up. */
function answersOfPair(
  { matchedBy }: Groups,
  answers: RawQueryFragment,
  areSingle: boolean,
): RawQueryFragment {
  const stratumOfPair = stratumBy(
    sql`${matchedBy.includes("model")}::bool`,
    sql`${matchedBy.includes("promptVersion")}::bool`,
  );
  return sql`
    select 0 as change, member.side = '1' as is_newer, ${stratumOfPair} as stratum, member.dataset_id, ${ofVersion}, ${sums}
      ${areSingle ? sql`, member.score` : sql``}
    from (${answers}) as member`;
}

/** Of the pair that `of_change` is, from the answers of all groups. */
function answersOfPairs(asked: RawQueryFragment): RawQueryFragment {
  return sql`
    select ${ofSide}, ${ofVersion}, ${sums}
    from ${asked} asked join strata member on member.side = asked.side where asked.change = of_change.change`;
}

/** The scored answers of these groups; a single run asks an item once, as a rule, and has none to add up. */
function answersOf(em: Em, groups: readonly Group[]): RawQueryFragment {
  const results = em
    .createQueryBuilder(RunResult, "result")
    .with("members", membersOfAll(em, groups))
    .join(members, "member", memberOfResult)
    .select([
      sql`member.side, member.dataset_id, member.model_id, member.prompt_version_id, member.limited`,
      itemKey.as("item_key"),
    ])
    .where({ score: { $ne: null } });
  return areSingleRuns(groups)
    ? results
        .addSelect([
          sql`result.score`.as("score"),
          sql`1`.as("n"),
          ...scoreSums(sql`result.score`),
          sql`result.passed::int`.as("passes"),
        ])
        .toRaw()
    : answerSums(results.addSelect(sql`result.score, result.passed`).toRaw(), answerColumns);
}

function areSingleRuns(groups: readonly Group[]): boolean {
  return groups.every(({ row }) => row.runs === 1);
}

/** A row for each side of each pair, as a table. */
function askedSides(pairs: readonly Groups[], groups: readonly Group[]): RawQueryFragment {
  const rows = pairs.flatMap(({ baseline, candidate, matchedBy }, change) =>
    [baseline, candidate].map((group) => ({
      change,
      is_newer: group === candidate,
      side: String(groups.indexOf(group)),
      by_model: matchedBy.includes("model"),
      by_version: matchedBy.includes("promptVersion"),
    })),
  );
  return sql`(select * from json_to_recordset(${JSON.stringify(rows)}::json)
    as asked (change int, is_newer bool, side text, by_model bool, by_version bool))`;
}

/** Ids have no spaces. */
const stratumBy = (byModel: RawQueryFragment, byVersion: RawQueryFragment) => sql`
  case when ${byModel} then ' ' || member.model_id else '' end ||
  case when ${byVersion} then ' ' || member.prompt_version_id else '' end`;
const stratum = stratumBy(sql`asked.by_model`, sql`asked.by_version`);
const ofSide = sql`asked.change, asked.is_newer, ${stratum} as stratum, member.dataset_id`;
const sums = sql`member.item_key, member.n, member.score_sum, member.score_squares, member.passes`;
const ofVersion = sql`member.model_id, member.prompt_version_id as version_id, member.limited`;
const answerColumns = ["side", "dataset_id", "model_id", "prompt_version_id", "limited", "item_key"];
