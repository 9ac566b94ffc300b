import { createHash } from "node:crypto";
import type { ListComparedItems } from "@evalboard/contract";
import { z } from "zod";
import { InvalidRun } from "../errors.ts";

type Query = z.output<typeof ListComparedItems>;

/** Where a page of compared items ended. */
export interface ItemCursor {
  /** How far the item's mean moved, in billionths. */
  readonly moved: number;
  readonly datasetId: string;
  readonly itemKey: string;
}

const Cursor = z
  .string()
  .regex(/^[\da-f]{16}_\d{1,10}_[^_]+_/)
  .transform((text) => {
    const [question = "", moved, datasetId, ...key] = text.split("_");
    return { question, moved: Number(moved), datasetId, itemKey: key.join("_") };
  })
  .pipe(
    z.object({
      question: z.string(),
      moved: z.int().max(1e9),
      datasetId: z.uuid(),
      itemKey: z.string().refine((key) => key.isWellFormed() && !key.includes("\0")),
    }),
  );

/** Reads a cursor that `itemCursorOf` wrote for the same question. Throws `InvalidRun` for any other text. */
export function parseItemCursor(query: Query, text: string): ItemCursor {
  const cursor = Cursor.safeParse(text);
  if (!cursor.success || cursor.data.question !== questionOf(query)) {
    throw new InvalidRun("cursor: must be the nextCursor of an earlier page of the same question");
  }
  return cursor.data;
}

/** The cursor that begins after this item. */
export function itemCursorOf(query: Query, { moved, datasetId, itemKey }: ItemCursor): string {
  return [questionOf(query), moved, datasetId, itemKey].join("_");
}

/** Which items are paged through: pages of another size belong to the same question. */
function questionOf({ baseline, candidate, change }: Query): string {
  const sorted = (group: object) => Object.entries(group).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const question = JSON.stringify([sorted(baseline), sorted(candidate), change]);
  return createHash("sha256").update(question).digest("hex").slice(0, 16);
}
