import { ITEM_PASS_SHARE, TELLING_ITEMS } from "@evalboard/contract";
import { type Dimension } from "@evalboard/contract/words";
import { type Em, Run, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { itemKey, memberOfResult, members } from "../fragments.ts";
import { datasetId, matchedColumn, side } from "./fragments.ts";
import type { Group } from "./groups.ts";
import { membersOfAll } from "./items.ts";
import { OverallRow } from "./rows.ts";

// The results of several groups, each told by its place as a text, `side`. As in `fragments.ts`; `cell` is a group's scored
// results of an item within what is matched, `item` a group's item.

/** Groups that share no run, and what an item is paired within. */
export interface SeveralGroups {
  readonly groups: readonly Group[];
  readonly matchedBy: readonly Dimension[];
}

function memberResults(em: Em, several: SeveralGroups) {
  return em
    .createQueryBuilder(RunResult, "result")
    .with("members", membersOfAll(em, several.groups))
    .join(members, "member", memberOfResult);
}

const Place = z.string().transform(Number);
const Latency = z.number().nullable();
const LatenciesRow = z.object({ side: Place, medianLatencyMs: Latency, p95LatencyMs: Latency });
type LatenciesRow = z.infer<typeof LatenciesRow>;

const latencyAt = (share: number) =>
  sql`percentile_disc(${share}::float8) within group (order by result.latency_ms)`;

/** The latencies of each group's results at two ranks, which no run keeps: what else they come to is in the group's row. */
export async function readSideLatencies(em: Em, several: SeveralGroups): Promise<LatenciesRow[]> {
  const rows = await memberResults(em, several)
    .select([side, latencyAt(0.5).as("medianLatencyMs"), latencyAt(0.95).as("p95LatencyMs")])
    .groupBy(side)
    .execute("all", false);
  return LatenciesRow.array().parse(rows);
}

const SideItemsRow = OverallRow.extend({ side: Place });
export type SideItemsRow = z.infer<typeof SideItemsRow>;

/** PostgreSQL refuses a quotient that is too small for a number. */
const ratio = (a: RawQueryFragment, b: RawQueryFragment) =>
  sql`case when ${a} < 1e-300 then 0 else ${a} / nullif(${b}, 0)::float8 end`;

/** What each group's own items come to, whatever the others have. */
export async function readSideItems(em: Em, several: SeveralGroups): Promise<SideItemsRow[]> {
  const items = memberResults(em, several)
    .select([
      side,
      ratio(sql`sum(result.score)`, sql`count(result.score)`).as("mean"),
      sql`sum(result.passed::int) >= ${ITEM_PASS_SHARE}::float8 * count(result.score)`.as("passes"),
    ])
    .groupBy([itemKey, datasetId, side]);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([
      sql`item.side`,
      sql`count(*)::float8`.as("items"),
      sql`count(item.mean)::float8`.as("scoredItems"),
      sql`avg(item.mean)`.as("averageScore"),
      sql`var_samp(item.mean)`.as("variance"),
      sql`(count(*) filter (where item.passes))::float8`.as("passedItems"),
    ])
    .groupBy(sql`1`)
    .execute("all", false);
  return SideItemsRow.array().parse(rows);
}

/**
 * The items that two groups or more scored within what is matched, one row a group: the mean of such cells, how many scored
 * results they have, and the squares of these about their cell's mean.
 */
function sharedItems(em: Em, several: SeveralGroups) {
  const matched = several.matchedBy.map((dimension) => matchedColumn[dimension]);
  const cells = memberResults(em, several)
    .select([
      side,
      datasetId,
      itemKey.as("item_key"),
      sql`max(result.item_name)`.as("item_name"),
      sql`count(*)`.as("scored"),
      ratio(sql`sum(result.score)`, sql`count(*)`).as("mean"),
      sql`coalesce(var_pop(result.score), 0) * count(*)`.as("squares"),
      // Counted after grouping: the groups that have this cell.
      sql`count(*) over (partition by ${[itemKey, datasetId, ...matched].reduce((list, one) => sql`${list}, ${one}`)})`.as(
        "sides",
      ),
    ])
    .where({ score: { $ne: null } })
    .groupBy([itemKey, datasetId, ...matched, side]);
  return em
    .createQueryBuilder(RunResult)
    .from(cells, "cell")
    .select([
      sql`cell.side`,
      sql`cell.dataset_id`,
      sql`cell.item_key`,
      sql`max(cell.item_name)`.as("item_name"),
      sql`avg(cell.mean)`.as("mean"),
      sql`sum(cell.scored)`.as("answers"),
      sql`sum(cell.squares)`.as("squares"),
    ])
    .where(sql`cell.sides > 1`)
    .groupBy(sql`1, 2, 3`);
}

const SpreadRow = z.object({
  side: Place,
  datasetId: z.uuid(),
  items: z.number(),
  answers: z.number(),
  sum: z.number(),
  squares: z.number(),
  withinSquares: z.number(),
});
export type SpreadRow = z.infer<typeof SpreadRow>;

/** How the shared items of each group on each dataset are spread. */
export async function readSpreads(em: Em, several: SeveralGroups): Promise<SpreadRow[]> {
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(sharedItems(em, several), "item")
    .select([
      sql`item.side`,
      sql`item.dataset_id`.as("datasetId"),
      sql`count(*)::float8`.as("items"),
      sql`sum(item.answers)::float8`.as("answers"),
      sql`sum(item.mean)`.as("sum"),
      // PostgreSQL refuses a square that is too small for a number.
      sql`sum(case when item.mean < 1e-150 then 0 else item.mean * item.mean end)`.as("squares"),
      sql`sum(item.squares)`.as("withinSquares"),
    ])
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return SpreadRow.array().parse(rows);
}

const TellingRow = z.object({
  datasetId: z.uuid(),
  itemKey: z.string(),
  itemName: z.string().nullable(),
  /** By the group's place. */
  scores: z.record(z.string(), z.number()),
  spread: z.number(),
  itemsOfAll: z.int(),
  itemsOfSome: z.int(),
});
export type TellingRow = z.infer<typeof TellingRow>;

/** The shared items whose scores are furthest apart, and beside each how many all groups, and how many some, have. */
export async function readTellingItems(em: Em, several: SeveralGroups): Promise<TellingRow[]> {
  const items = em
    .createQueryBuilder(RunResult)
    .from(sharedItems(em, several), "item")
    .select([
      sql`item.dataset_id`,
      sql`item.item_key`,
      sql`max(item.item_name)`.as("item_name"),
      sql`json_object_agg(item.side, item.mean)`.as("scores"),
      sql`max(item.mean) - min(item.mean)`.as("spread"),
      sql`count(*)`.as("sides"),
    ])
    .groupBy(sql`1, 2`);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([
      sql`item.dataset_id`.as("datasetId"),
      sql`item.item_key`.as("itemKey"),
      sql`item.item_name`.as("itemName"),
      sql`item.scores`.as("scores"),
      sql`item.spread`.as("spread"),
      sql`(count(*) filter (where item.sides = ${several.groups.length}::int) over ())::int`.as("itemsOfAll"),
      sql`(count(*) over ())::int`.as("itemsOfSome"),
    ])
    .orderBy([
      // Billionths: means of what is equal may differ in their last digits.
      { [sql`round(item.spread * 1e9)`]: "desc" },
      { [sql`item.dataset_id`]: "asc" },
      { [sql`item.item_key`]: "asc" },
    ])
    .limit(TELLING_ITEMS)
    .execute<unknown>("all", false);
  return TellingRow.array().parse(rows);
}

const RunsRow = z.object({
  side: Place,
  datasetId: z.uuid(),
  runs: z.int(),
  runSquares: z.number(),
  runFreedom: z.number(),
});
export type RunsRow = z.infer<typeof RunsRow>;

/** The scored runs of each group on each dataset, and their squares about the mean of their model and version. */
export async function readScoredRuns(em: Em, several: SeveralGroups): Promise<RunsRow[]> {
  const strata = em
    .createQueryBuilder(Run, "run")
    .with("members", membersOfAll(em, several.groups))
    .join(members, "member", { "member.id": sql.ref("run.id") })
    .select([
      side,
      datasetId,
      sql`count(*)`.as("runs"),
      sql`coalesce(var_pop(run.average_score), 0) * count(*)`.as("squares"),
    ])
    .where({ averageScore: { $ne: null } })
    .groupBy([sql`member.model_id`, sql`member.prompt_version_id`, side, datasetId]);
  const rows = await em
    .createQueryBuilder(Run)
    .from(strata, "stratum")
    .select([
      sql`stratum.side`,
      sql`stratum.dataset_id`.as("datasetId"),
      sql`sum(stratum.runs)::int`.as("runs"),
      sql`sum(stratum.squares)::float8`.as("runSquares"),
      sql`sum(stratum.runs - 1)::float8`.as("runFreedom"),
    ])
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return RunsRow.array().parse(rows);
}
