import type { ListRuns, RunPage, RunRow, SortOrder } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { type FilterQuery, raw } from "@mikro-orm/core";
import type { z } from "zod";
import { cursorOf, parseCursor, type RunCursor } from "./run-cursor.ts";
import { runCondition } from "./run-filter.ts";
import { rowRelations, runRow } from "./run-row.ts";

type Query = z.output<typeof ListRuns>;

const columns = {
  startedAt: { name: "started_at", type: "timestamptz" },
  averageScore: { name: "average_score", type: "float8" },
  latencyMs: { name: "latency_ms", type: "float8" },
  costUsd: { name: "cost_usd", type: "float8" },
} as const;

/**
 * One page of the runs that the filter lets through. Runs that lack what the list is sorted by come last, newest first:
 * they are a query of their own, since one condition for both would keep the index from beginning where a page ended.
 * Throws `InvalidRun` for a cursor that no page gave.
 */
export async function listRuns(em: Em, query: Query): Promise<RunPage> {
  const after = query.cursor ? parseCursor(query.sort, query.cursor) : undefined;
  const condition = await runCondition(em, query);
  const wanted = query.limit + 1;

  const known = after?.value === null ? [] : await withFigure(em, query, condition, after, wanted);
  const rest = wanted - known.length;
  const isSortedByTime = query.sort === "startedAt";
  const unknown = rest === 0 || isSortedByTime ? [] : await withoutFigure(em, query, condition, after, rest);

  const rows = [...known, ...unknown];
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { runs: page, nextCursor: last ? cursorOf(query.sort, last) : null };
}

async function withFigure(
  em: Em,
  { sort, order }: Query,
  condition: FilterQuery<Run>,
  after: RunCursor | undefined,
  limit: number,
): Promise<RunRow[]> {
  const { name, type } = columns[sort];
  const comparison = order === "desc" ? "<" : ">";
  const rest = after && {
    // A row comparison, unlike `or`, lets the index begin where the last page ended.
    [raw(
      (alias) => `(${alias}.${name}, ${alias}.id) ${comparison} (?::${type}, ?::uuid)`,
      [after.value, after.id],
    )]: [],
  };
  const where = { $and: [condition, { [sort]: { $ne: null } }, rest ?? {}] };
  return find(em, where, { [sort]: order, id: order }, limit);
}

async function withoutFigure(
  em: Em,
  { sort }: Query,
  condition: FilterQuery<Run>,
  after: RunCursor | undefined,
  limit: number,
): Promise<RunRow[]> {
  const rest = after?.value === null ? { id: { $lt: after.id } } : {};
  return find(em, { $and: [condition, { [sort]: null }, rest] }, { id: "desc" }, limit);
}

async function find(
  em: Em,
  where: FilterQuery<Run>,
  orderBy: Record<string, SortOrder>,
  limit: number,
): Promise<RunRow[]> {
  const options = { populate: rowRelations, strategy: "joined", orderBy, limit } as const;
  // A prompt's text may be long, and no row shows it.
  const runs = await em.find(Run, where, { ...options, exclude: ["promptVersion.text"] });
  return runs.map(runRow);
}
