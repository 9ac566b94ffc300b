import { Run, type Em } from "@evalboard/db";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { z } from "zod";
import type { RunGroup } from "../contract/index.ts";
import { NotFound, RunConflict, RunNotFound } from "../errors.ts";
import { runCondition } from "../run-filter.ts";
import { common, groupSize, type Side } from "./fragments.ts";
import type { Group } from "./groups.ts";
import { GroupRow } from "./rows.ts";

type Asked = z.output<typeof RunGroup>;

/** The group's completed runs. Throws `RunNotFound`, `RunConflict` or `NotFound` where there are none. */
export async function readGroup(em: Em, side: Side, { runId, ...inCommon }: Asked): Promise<Group> {
  const completed = await runCondition(em, { ...inCommon, status: "completed" });
  const group = await groupOf(em, runId === undefined ? completed : { $and: [{ id: runId }, completed] });
  if (group.row.runs === 0) throw await reasonOfNone(em, side, runId, Object.keys(inCommon).join(", "));
  return group;
}

/** These runs, measured. */
export async function groupOf(em: Em, runs: QBFilterQuery<Run>): Promise<Group> {
  const row = await em
    .createQueryBuilder(Run, "run")
    .where(runs)
    .join("run.promptVersion", "version")
    .select([...groupSize, ...common])
    .execute("get", false);
  return { runs, row: GroupRow.parse(row) };
}

async function reasonOfNone(em: Em, side: Side, runId: string | undefined, fields: string): Promise<Error> {
  if (runId === undefined) {
    return new NotFound(`${side}: no completed run has this ${fields}; runs.list gives those there are`);
  }
  const run = await em.findOne(Run, runId);
  if (run === null) return new RunNotFound(runId, `${side}.runId`);
  if (run.status === "completed") return new NotFound(`${side}: run ${runId} does not have this ${fields}`);
  return new RunConflict(`${side}.runId: run ${runId} is ${run.status}; only completed runs can be compared`);
}
