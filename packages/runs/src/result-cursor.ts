import type { ResultRow, ResultSort } from "@evalboard/contract";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";

/** Where a page ended: what it was sorted by (null where unknown) and the position that breaks ties. */
export interface ResultCursor {
  readonly value: number | null;
  readonly position: number;
}

const Position = z.templateLiteral([z.int().min(0)]);
const Figure = z.templateLiteral([z.number(), "_", z.int().min(0)]);
const Unknown = z.templateLiteral(["_", z.int().min(0)]);

/** Reads a cursor that `resultCursorOf` wrote for the same sort. Throws `InvalidRun` for any other text. */
export function parseResultCursor(sort: ResultSort, text: string): ResultCursor {
  const shape = sort === "position" ? Position : z.union([Figure, Unknown]);
  if (!shape.safeParse(text).success) {
    throw new InvalidRun("cursor: must be the nextCursor of an earlier page with the same sort");
  }
  if (sort === "position") return { value: Number(text), position: Number(text) };
  const [value = "", position] = text.split("_");
  return { value: value === "" ? null : Number(value), position: Number(position) };
}

/** The cursor that begins after this result; in order of arrival that is its position. */
export function resultCursorOf(sort: ResultSort, result: ResultRow): string {
  return sort === "position" ? `${result.position}` : `${result[sort] ?? ""}_${result.position}`;
}
