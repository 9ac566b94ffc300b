import { Run, type Em } from "@evalboard/db";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Interval } from "./window.ts";

/** Completed runs of [from, to) under the alias `run`: what every figure on the board is made of. */
export function completedRuns(em: Em, { from, to }: Interval): QueryBuilder<Run, "run"> {
  return em
    .createQueryBuilder(Run, "run")
    .where({ status: "completed", completedAt: { $gte: from, $lt: to } });
}
