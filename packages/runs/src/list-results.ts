import type { ListResults, Outcome, ResultPage } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { type FilterQuery, sql } from "@mikro-orm/core";
import type { z } from "zod";
import { readSortedPage } from "./pager.ts";
import { previewOf, resultRow } from "./result-row.ts";
import { requireRun } from "./run-row.ts";
import { containing } from "./text.ts";

const columns = {
  position: null,
  score: { name: "score", type: "float8" },
  latencyMs: { name: "latency_ms", type: "float8" },
} as const;

/** One page of a run's results. As in the run list, those that lack what the page is sorted by come last. */
export async function listResults(em: Em, query: z.output<typeof ListResults>): Promise<ResultPage> {
  const { page, nextCursor } = await readSortedPage({
    query,
    column: columns[query.sort],
    tie: { name: "position", type: "int", order: "asc" },
    async find(conditions, orderBy, limit) {
      const where = { $and: [resultCondition(query), ...conditions] };
      const populate = query.whole ? (["transcript"] as const) : [];
      const results = await em.find(RunResult, where, { orderBy, limit, populate });
      return results.map((result) => (query.whole ? resultRow(result) : previewOf(resultRow(result))));
    },
    endOf: (result) => [result[query.sort], result.position],
  });
  if (page.length === 0) await requireRun(em, query.runId);
  return { results: page, nextCursor };
}

/** The run's results that the filter lets through. */
function resultCondition({
  runId,
  outcome,
  passed,
  metric,
  text,
}: z.output<typeof ListResults>): FilterQuery<RunResult> {
  const conditions: FilterQuery<RunResult>[] = [{ run: runId }];
  if (outcome !== undefined) conditions.push(withOutcome(outcome));
  if (passed !== undefined) conditions.push({ passed });
  if (metric !== undefined) conditions.push(withMetric(metric));
  if (text !== undefined) conditions.push(withText(text));
  return { $and: conditions };
}

function withOutcome(outcome: Outcome): FilterQuery<RunResult> {
  switch (outcome) {
    case "perfect":
      return { score: 1 };
    case "partial":
      return { score: { $gt: 0, $lt: 1 } };
    case "failed":
      return { score: 0 };
    case "errored":
      return { error: { $ne: null } };
    case "unscored":
      return { score: null, error: null };
  }
}

type AskedMetric = NonNullable<z.output<typeof ListResults>["metric"]>;

/** Has the metric, and where it is said how, then as that word or as a number within the bounds. */
function withMetric({ name, min, max, word }: AskedMetric): FilterQuery<RunResult> {
  const value = sql`(metrics -> ${name}::text)`;
  // A case decides before the cast, which a condition beside it would not.
  const number = sql`case when jsonb_typeof(${value}) = 'number' then ${value}::numeric end`;
  const isWithin: FilterQuery<RunResult>[] = [];
  if (min !== undefined) isWithin.push({ [sql`${number}`]: { $gte: min } });
  if (max !== undefined) isWithin.push({ [sql`${number}`]: { $lte: max } });
  const either: FilterQuery<RunResult>[] = [];
  if (word !== undefined) either.push({ [sql`${value} = to_jsonb(${word}::text)`]: [] });
  if (isWithin.length > 0) either.push({ $and: isWithin });
  return either.length > 0 ? { $or: either } : { [sql`${value}`]: { $ne: null } };
}

function withText(text: string): FilterQuery<RunResult> {
  const holds = containing(text);
  return {
    $or: [
      { itemKey: holds },
      { itemName: holds },
      { input: holds },
      { expected: holds },
      { output: holds },
      { reason: holds },
      { error: holds },
    ],
  };
}
