import { Run, type Em } from "@evalboard/db";
import { raw } from "@mikro-orm/core";
import { z } from "zod";
import type { ListRuns, RunPage } from "./contract.ts";
import { InvalidRun } from "./errors.ts";
import { rowRelations, runRow } from "./run-row.ts";

/** Where a page ended: `<startedAt>_<id>`. */
const Cursor = z
  .templateLiteral([z.iso.datetime(), "_", z.uuid()])
  .transform((text) => ({ startedAt: text.slice(0, -37), id: text.slice(-36) }));

/** One page, newest start first. Throws `InvalidRun` for a cursor that no page gave. */
export async function listRuns(em: Em, { limit, cursor }: z.output<typeof ListRuns>): Promise<RunPage> {
  const runs = await em.find(Run, cursor ? olderThan(cursor) : {}, {
    populate: rowRelations,
    populateFilter: {},
    strategy: "joined",
    orderBy: { startedAt: "desc", id: "desc" },
    limit: limit + 1,
  });
  const page = runs.slice(0, limit);
  const last = runs.length > limit ? page.at(-1) : undefined;
  return {
    runs: page.map(runRow),
    nextCursor: last ? `${last.startedAt.toISOString()}_${last.id}` : null,
  };
}

function olderThan(text: string) {
  const cursor = Cursor.safeParse(text);
  if (!cursor.success) throw new InvalidRun("cursor: must be the nextCursor of an earlier page");
  const { startedAt, id } = cursor.data;
  // A row comparison, unlike `or`, lets the index begin where the last page ended.
  return {
    [raw((alias) => `(${alias}.started_at, ${alias}.id) < (?::timestamptz, ?::uuid)`, [startedAt, id])]: [],
  };
}
