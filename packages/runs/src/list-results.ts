import type { ListResults, Outcome, ResultPage, ResultRow, ResultSort } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { type FilterQuery, raw } from "@mikro-orm/core";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";
import { previewOf, resultRow } from "./result-row.ts";
import { requireRun } from "./run-row.ts";
import { containing } from "./text.ts";

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

/** Where a page ended: what it was sorted by (null where unknown) and the position that breaks ties. */
interface ResultCursor {
  readonly value: number | null;
  readonly position: number;
}

const Position = z.templateLiteral([z.int().min(0)]);
const Figure = z.templateLiteral([z.number(), "_", z.int().min(0)]);
const Unknown = z.templateLiteral(["_", z.int().min(0)]);

/** Reads a cursor that `resultCursorOf` wrote for the same sort. Throws `InvalidRun` for any other text. */
function parseResultCursor(sort: ResultSort, text: string): ResultCursor {
  const shape = sort === "position" ? Position : z.union([Figure, Unknown]);
  if (!shape.safeParse(text).success) {
    throw new InvalidRun("cursor: must be the nextCursor of an earlier page with the same sort");
  }
  if (sort === "position") return { value: Number(text), position: Number(text) };
  const [value = "", position] = text.split("_");
  return { value: value === "" ? null : Number(value), position: Number(position) };
}

/** The cursor that begins after this result; in order of arrival that is its position. */
function resultCursorOf(sort: ResultSort, result: ResultRow): string {
  return sort === "position" ? `${result.position}` : `${result[sort] ?? ""}_${result.position}`;
}

/** The run's results that the filter lets through. */
function resultCondition({ runId, outcome, text }: z.output<typeof ListResults>): FilterQuery<RunResult> {
  const conditions: FilterQuery<RunResult>[] = [{ run: runId }];
  if (outcome !== undefined) conditions.push(withOutcome(outcome));
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
      return { score: null };
  }
}

function withText(text: string): FilterQuery<RunResult> {
  const holds = containing(text);
  return {
    $or: [
      { itemKey: holds },
      { input: holds },
      { expected: holds },
      { output: holds },
      { reason: holds },
      { error: holds },
    ],
  };
}
