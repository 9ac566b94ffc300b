import type { ListRuns, RunPage, SortOrder } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { readSortedPage } from "./pager.ts";
import { readFilter } from "./run-filter.ts";
import { runRow, shownRuns } from "./run-row.ts";

const columns = {
  startedAt: { name: "started_at", type: "timestamptz" },
  averageScore: { name: "average_score", type: "float8" },
  latencyMs: { name: "latency_ms", type: "float8" },
  costUsd: { name: "cost_usd", type: "float8" },
} as const;

/**
 * One page of the runs that the filter lets through; those that lack what the list is sorted by come last, newest first.
 * Throws `InvalidRun` for a cursor that no page gave.
 */
export async function listRuns(em: Em, query: z.output<typeof ListRuns>): Promise<RunPage> {
  const { condition, prefix } = await readFilter(em, query);
  const { name } = columns[query.sort];
  const areFew = prefix !== null && (await haveFew(em, prefix));
  const { page, nextCursor } = await readSortedPage({
    query,
    column: columns[query.sort],
    tie: { name: "id", type: "uuid", order: "desc" },
    async find(conditions, orderBy, limit) {
      const found = await shownRuns(em)
        .where({ $and: [condition, ...conditions] })
        .orderBy(areFew ? unindexed(orderBy, { [query.sort]: name }) : orderBy)
        .limit(limit)
        .execute<unknown[]>("all", false);
      return found.map(runRow);
    },
    endOf: (run) => [run[query.sort], run.id],
  });
  return { runs: page, nextCursor };
}

/** So many runs are read and sorted in a few milliseconds. */
const FEW_RUNS = 20_000;

const Found = z.object({ runs: z.int() });

/** Whether few runs have external ids that are like this. */
async function haveFew(em: Em, prefix: string): Promise<boolean> {
  const some = em
    .createQueryBuilder(Run, "run")
    .select(sql`1`)
    .where({ externalId: { $like: prefix } })
    .limit(FEW_RUNS + 1);
  const found = await em
    .createQueryBuilder(Run)
    .from(some, "some")
    .select(sql`count(*)::int`.as("runs"))
    .execute<unknown>("get", false);
  return Found.parse(found).runs <= FEW_RUNS;
}

/**
 * The same order, and no index has it: the few are found by what they have in common. Taken from the index of the order until a
 * page is full, as the planner would have it where they lay anywhere, all runs would be read for the oldest of them.
 */
function unindexed(orderBy: Readonly<Record<string, SortOrder>>, columnOf: Readonly<Record<string, string>>) {
  return Object.entries(orderBy).map(([property, order]) => {
    const column = sql.ref(`run.${columnOf[property] ?? property}`);
    return { [sql`(select ${column})`]: order };
  });
}
