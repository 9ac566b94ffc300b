import type { SortOrder } from "@evalboard/contract";
import { raw } from "@mikro-orm/core";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";

// Lists are read in pages, each from where the last one ended. That place is compared as a row: unlike `or`, and unlike
// MikroORM's own cursor, this lets the index begin there (docs/adr/0007-what-is-kept-by-hand.md).

/** The page in `rows`, which hold one more where there is a next page, and the cursor that the next one begins after. */
export function cutPage<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last === undefined ? null : cursorOf(last) };
}

/** A cursor, read. Throws `InvalidRun` for one that no page gave; `of` says which pages give it. */
export function readCursor<Cursor>(shape: z.ZodType<Cursor>, text: string, of: string): Cursor {
  const cursor = shape.safeParse(text);
  if (cursor.success) return cursor.data;
  throw new InvalidRun(`cursor: must be the nextCursor of an earlier page ${of}`);
}

/** What a list is sorted by, beside what breaks ties. */
export interface SortColumn {
  readonly name: string;
  /** A figure may be unknown, a time is not. */
  readonly type: "float8" | "timestamptz";
}

/** What breaks ties: unique in the list. */
export interface TieColumn {
  /** Of the entity, and of the table. */
  readonly name: "id" | "position";
  readonly type: "uuid" | "int";
  /** The order of those that lack what the list is sorted by. */
  readonly order: SortOrder;
}

interface SortedPage<Row> {
  readonly query: {
    readonly sort: string;
    readonly order: SortOrder;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  };
  /** Null where the list is sorted by what breaks ties alone. */
  readonly column: SortColumn | null;
  readonly tie: TieColumn;
  /** Finds at most `limit` rows that meet all of the conditions. */
  readonly find: (
    conditions: Condition[],
    orderBy: Record<string, SortOrder>,
    limit: number,
  ) => Promise<Row[]>;
  /** What the row is sorted by, null where it lacks that, and what breaks ties. */
  readonly endOf: (row: Row) => readonly [value: string | number | null, tie: string | number];
}

type Condition = {
  [key: string | symbol]: { $ne: null } | { $lt: string | number } | { $gt: string | number } | [] | null;
};

/**
 * One page of a list. Rows that lack what it is sorted by come last: they are a query of their own, since one condition
 * for both would keep the index from beginning where a page ended. Throws `InvalidRun` for a cursor that no page gave.
 */
export async function readSortedPage<Row>({ query, column, tie, find, endOf }: SortedPage<Row>) {
  const { sort, order, limit } = query;
  const after = query.cursor ? parseEnd(query.cursor, column, tie) : null;
  const known =
    after?.value === null
      ? []
      : await find(
          [{ [sort]: { $ne: null } }, after === null ? {} : isAfter(after, order, column, tie)],
          { [sort]: order, [tie.name]: order },
          limit + 1,
        );
  const rest = limit + 1 - known.length;
  const lacking =
    rest === 0 || column?.type !== "float8"
      ? []
      : await find(
          [{ [sort]: null }, after?.value === null ? { [tie.name]: beyond(tie.order, after.tie) } : {}],
          { [tie.name]: tie.order },
          rest,
        );
  return cutPage([...known, ...lacking], limit, (last) => {
    const [value, end] = endOf(last);
    return column === null ? `${end}` : `${value ?? ""}_${end}`;
  });
}

const beyond = (order: SortOrder, end: string | number) => (order === "desc" ? { $lt: end } : { $gt: end });

/** Where a page ended. */
interface PageEnd {
  /** Null where its last row lacks what the list is sorted by. */
  readonly value: string | number | null;
  readonly tie: string | number;
}

function isAfter({ value, tie: end }: PageEnd, order: SortOrder, column: SortColumn | null, tie: TieColumn) {
  if (column === null) return { [tie.name]: beyond(order, end) };
  const comparison = order === "desc" ? "<" : ">";
  const ofRow = (alias: string) => `(${alias}.${column.name}, ${alias}.${tie.name})`;
  return {
    [raw((alias) => `${ofRow(alias)} ${comparison} (?::${column.type}, ?::${tie.type})`, [value, end])]: [],
  };
}

const tieShapes = { uuid: z.uuid(), int: z.int().min(0) };

function parseEnd(cursor: string, column: SortColumn | null, tie: TieColumn): PageEnd {
  const end = tieShapes[tie.type];
  const shapes = {
    float8: z.union([z.templateLiteral([z.number(), "_", end]), z.templateLiteral(["_", end])]),
    timestamptz: z.templateLiteral([z.iso.datetime(), "_", end]),
  };
  const shape = column === null ? z.templateLiteral([end]) : shapes[column.type];
  const text = readCursor<string>(shape, cursor, "with the same sort");
  const at = text.lastIndexOf("_");
  const typed = (part: string, type: string) => (type === "int" || type === "float8" ? Number(part) : part);
  return {
    value: column !== null && at === 0 ? null : typed(text.slice(0, Math.max(at, 0)), column?.type ?? ""),
    tie: typed(text.slice(at + 1), tie.type),
  };
}
