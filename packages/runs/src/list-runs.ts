import type { ListRuns, RunPage, RunRow, RunSort, SortOrder } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { type FilterQuery, raw } from "@mikro-orm/core";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";
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

/** Where a page ended: what it was sorted by (null where unknown) and the id that breaks ties. */
interface RunCursor {
  readonly value: string | number | null;
  readonly id: string;
}

const Figure = z.templateLiteral([z.number(), "_", z.uuid()]);
const Unknown = z.templateLiteral(["_", z.uuid()]);
const Time = z.templateLiteral([z.iso.datetime(), "_", z.uuid()]);

/** Reads a cursor that `cursorOf` wrote for the same sort. Throws `InvalidRun` for any other text. */
function parseCursor(sort: RunSort, text: string): RunCursor {
  const shape = sort === "startedAt" ? Time : z.union([Figure, Unknown]);
  if (!shape.safeParse(text).success) {
    throw new InvalidRun("cursor: must be the nextCursor of an earlier page with the same sort");
  }
  const split = text.lastIndexOf("_");
  const value = text.slice(0, split);
  const id = text.slice(split + 1);
  if (value === "") return { value: null, id };
  return { value: sort === "startedAt" ? value : Number(value), id };
}

/** The cursor that begins after this run. */
function cursorOf(sort: RunSort, run: RunRow): string {
  return `${run[sort] ?? ""}_${run.id}`;
}
