import { Run, RunResult, type Em } from "@evalboard/db";
import type { QueryBuilder } from "@mikro-orm/sql";
import { memberOfResult, members, sideOf, type Side } from "./fragments.ts";
import type { Group, Groups } from "./groups.ts";

/** The results of both groups under the alias `result`, each with its run and side, `member`. */
export function memberResults(em: Em, { baseline, candidate }: Groups): QueryBuilder<RunResult, "result"> {
  const both = runsOf(em, "baseline", baseline).unionAll(runsOf(em, "candidate", candidate));
  return em
    .createQueryBuilder(RunResult, "result")
    .with("members", both)
    .join(members, "member", memberOfResult);
}

function runsOf(em: Em, side: Side, { runs }: Group) {
  return em
    .createQueryBuilder(Run, "run")
    .select(["run.id", "run.model", "run.dataset", "run.promptVersion", "run.completedAt", sideOf(side)])
    .where(runs);
}
