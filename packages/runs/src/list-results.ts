import type { ListResults, ResultPage, ResultRow } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { type FilterQuery, raw } from "@mikro-orm/core";
import type { z } from "zod";
import { requireRun } from "./require-run.ts";
import { parseResultCursor, type ResultCursor, resultCursorOf } from "./result-cursor.ts";
import { resultCondition } from "./result-filter.ts";
import { previewOf, resultRow } from "./result-row.ts";

type Query = z.output<typeof ListResults>;

const columns = { score: "score", latencyMs: "latency_ms" } as const;

/**
 * One page of a run's results. As in the run list, those that lack what the page is sorted by come last,
 * by a query of their own.
 */
export async function listResults(em: Em, query: Query): Promise<ResultPage> {
  const after = query.cursor ? parseResultCursor(query.sort, query.cursor) : undefined;
  const wanted = query.limit + 1;
  const known = after?.value === null ? [] : await withFigure(em, query, after, wanted);
  const rest = query.sort === "position" ? 0 : wanted - known.length;
  const unknown = rest === 0 ? [] : await withoutFigure(em, query, after, rest);

  const rows = [...known, ...unknown];
  if (rows.length === 0) await requireRun(em, query.runId);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { results: page, nextCursor: last ? resultCursorOf(query.sort, last) : null };
}

async function withFigure(
  em: Em,
  query: Query,
  after: ResultCursor | undefined,
  limit: number,
): Promise<ResultRow[]> {
  const { sort, order } = query;
  const where = {
    $and: [resultCondition(query), { [sort]: { $ne: null } }, after ? begins(query, after) : {}],
  };
  return find(em, query, where, { orderBy: { [sort]: order, position: order }, limit });
}

function begins({ sort, order }: Query, after: ResultCursor): FilterQuery<RunResult> {
  if (sort === "position")
    return { position: order === "desc" ? { $lt: after.position } : { $gt: after.position } };
  const comparison = order === "desc" ? "<" : ">";
  const values = [after.value, after.position];
  return {
    [raw(
      (alias) => `(${alias}.${columns[sort]}, ${alias}.position) ${comparison} (?::float8, ?::int)`,
      values,
    )]: [],
  };
}

async function withoutFigure(
  em: Em,
  query: Query,
  after: ResultCursor | undefined,
  limit: number,
): Promise<ResultRow[]> {
  const rest = after?.value === null ? { position: { $gt: after.position } } : {};
  const where = { $and: [resultCondition(query), { [query.sort]: null }, rest] };
  return find(em, query, where, { orderBy: { position: "asc" }, limit });
}

async function find(
  em: Em,
  { whole }: Query,
  where: FilterQuery<RunResult>,
  options: { readonly orderBy: Record<string, "asc" | "desc">; readonly limit: number },
): Promise<ResultRow[]> {
  const results = await em.find(RunResult, where, options);
  return results.map((result) => (whole ? resultRow(result) : previewOf(resultRow(result))));
}
