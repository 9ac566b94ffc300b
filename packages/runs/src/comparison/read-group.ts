import type { RunGroup } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import type { RawQueryFragment } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { z } from "zod";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "../errors.ts";
import { runCondition } from "../run-filter.ts";
import { common, groupSize, type Side } from "./fragments.ts";
import type { Group } from "./groups.ts";
import { GroupRow, SizeRow } from "./rows.ts";

type Asked = z.output<typeof RunGroup>;

/** Most results of one group: as many as are read within the time that a statement may take. */
const MAX_GROUP_RESULTS = 500_000;

/**
 * The group's completed runs. Throws `RunNotFound`, `RunConflict` or `NotFound` where there are none, `InvalidRun` where
 * they have too many results.
 */
export async function readGroup(em: Em, side: Side, { runId, ...inCommon }: Asked): Promise<Group> {
  const completed = await runCondition(em, { ...inCommon, status: "completed" });
  const runs = runId === undefined ? completed : { $and: [{ id: runId }, completed] };
  const size = SizeRow.parse(await selectOf(em, runs, groupSize));
  if (size.runs === 0) throw await reasonOfNone(em, side, runId, Object.keys(inCommon).join(", "));
  if (size.results > MAX_GROUP_RESULTS) {
    throw new InvalidRun(
      `${side}: its ${size.runs} runs have ${size.results} results, and at most ${MAX_GROUP_RESULTS} can be compared; ` +
        "give completedFrom, or more in common",
    );
  }
  return measured(em, runs);
}

/** These runs, measured. */
export async function measured(em: Em, runs: QBFilterQuery<Run>): Promise<Group> {
  return { runs, row: GroupRow.parse(await selectOf(em, runs, [...groupSize, ...common])) };
}

async function selectOf(em: Em, runs: QBFilterQuery<Run>, figures: readonly RawQueryFragment[]) {
  return em
    .createQueryBuilder(Run, "run")
    .where(runs)
    .join("run.promptVersion", "version")
    .select([...figures])
    .execute<unknown>("get", false);
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
