import type { RunRow, RunSort } from "@evalboard/contract";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";

/** Where a page ended: what it was sorted by (null where unknown) and the id that breaks ties. */
export interface RunCursor {
  readonly value: string | number | null;
  readonly id: string;
}

const Figure = z.templateLiteral([z.number(), "_", z.uuid()]);
const Unknown = z.templateLiteral(["_", z.uuid()]);
const Time = z.templateLiteral([z.iso.datetime(), "_", z.uuid()]);

/** Reads a cursor that `cursorOf` wrote for the same sort. Throws `InvalidRun` for any other text. */
export function parseCursor(sort: RunSort, text: string): RunCursor {
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
export function cursorOf(sort: RunSort, run: RunRow): string {
  return `${run[sort] ?? ""}_${run.id}`;
}
