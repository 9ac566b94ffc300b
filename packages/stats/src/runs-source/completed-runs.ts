import { Run, type Em } from "@evalboard/db";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Subject } from "../figure-source.ts";
import type { Interval } from "../window.ts";

/** Completed runs of [from, to), all or a subject's, under the alias `run`: what every figure on the board is made of. */
export function completedRuns(em: Em, interval: Interval, subject?: Subject): QueryBuilder<Run, "run"> {
  const completed = completedIn(interval);
  return em.createQueryBuilder(Run, "run").where(subject ? { ...completed, ...runsOf(subject) } : completed);
}

/** What tells them from other runs. */
export function completedIn({ from, to }: Interval) {
  return { status: "completed", completedAt: { $gte: from, $lt: to } } as const;
}

function runsOf({ kind, id }: Subject) {
  switch (kind) {
    case "model":
      return { model: id };
    case "dataset":
      return { dataset: id };
    case "prompt":
      return { promptVersion: { prompt: id } };
  }
}
