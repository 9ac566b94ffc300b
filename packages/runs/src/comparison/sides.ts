import { type Em, Run } from "@evalboard/db";
import {
  answerSums,
  currentGeneration,
  pairedItems,
  type PairedRows,
  type PairedSums,
  scoreSums,
} from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { itemKey, members } from "../fragments.ts";
import type { Groups } from "./groups.ts";
import { matchedColumns, memberResults, membersOf } from "./items.ts";

/**
 * The candidate against the baseline, in the sums by which the board judges versions; the candidate is the newer one. A stratum
 * is what is matched, on a dataset. `timeZone` is the reporting zone, whose facts are asked for the history and whose days are
 * days.
 */
export async function readSides(em: Em, groups: Groups, timeZone: string): Promise<PairedSums> {
  const generation = await currentGeneration(em, timeZone);
  const [sides] = await pairedItems(em, sidesOfGroups(em, groups, timeZone), 1, generation);
  if (!sides) throw new RangeError("One change was asked for, and none was found.");
  return sides;
}

function sidesOfGroups(em: Em, groups: Groups, timeZone: string): PairedRows {
  const ofSide = [
    sql`0`.as("change"),
    sql`member.side = 'candidate'`.as("is_newer"),
    stratumOf(groups).as("stratum"),
    sql`member.dataset_id`,
  ];
  const ofVersion = [
    ...ofSide,
    sql`member.model_id`,
    sql`member.prompt_version_id`.as("version_id"),
    sql`member.limited`,
  ];
  const one = sql`1`.as("n");
  const runs = em
    .createQueryBuilder(Run, "run")
    .with("members", membersOf(em, groups))
    .join(members, "member", { "member.id": sql.ref("run.id") });
  return {
    runs: runs
      .clone()
      .select([...ofVersion, one, ...scoreSums(sql`run.average_score`)])
      .where({ averageScore: { $ne: null } })
      .toRaw(),
    items: answerSums(
      memberResults(em, groups)
        .select([...ofVersion, itemKey.as("item_key"), sql`result.score`, sql`result.passed`])
        .where({ score: { $ne: null } })
        .toRaw(),
    ),
    days: runs.select([...ofSide, sql`(run.completed_at at time zone ${timeZone})::date`.as("day")]).toRaw(),
    areWhole: false,
  };
}

/** Ids have no spaces. */
function stratumOf(groups: Groups): RawQueryFragment {
  return matchedColumns(groups).reduce((stratum, column) => sql`${stratum} || ' ' || ${column}`, sql`''`);
}
