import { type Em, Fact } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import type { Compared } from "./differences.ts";

const Rows = z.array(z.object({ fromMs: z.number() }));
const WEEK_MS = 7 * 86_400_000;

/**
 * The weeks, counted from 1970, in which either generation has rows of a scope and unit, the oldest first: to compare
 * all of them in one statement would take as long as there are rows.
 */
export async function comparedWeeks(
  em: Em,
  { kept, made }: Compared,
  { scope, unit }: Pick<Fact, "scope" | "unit">,
): Promise<{ from: Date; to: Date }[]> {
  const rows = await em
    .createQueryBuilder(Fact, "fact")
    .select(sql`(extract(epoch from date_bin('7 days', fact.bucket, 'epoch')) * 1000)::float8`.as("fromMs"))
    .where({ generation: { $in: [kept, made] }, scope, unit })
    .groupBy(sql`1`)
    .orderBy({ [sql`1`]: "asc" })
    .execute("all", false);
  return Rows.parse(rows).map(({ fromMs }) => ({ from: new Date(fromMs), to: new Date(fromMs + WEEK_MS) }));
}
