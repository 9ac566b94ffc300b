import { Run, type Em } from "@evalboard/db";
import type { z } from "zod";
import type { RunGroup } from "../contract/index.ts";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "../errors.ts";
import type { Side } from "./fragments.ts";
import type { GroupRow } from "./rows.ts";

/** Most results of one group: as many as a comparison reads in a few seconds. */
export const MAX_GROUP_RESULTS = 1_000_000;

/**
 * Throws what is wrong with a group that has no completed run, `RunNotFound`, `RunConflict` or `NotFound`, and
 * `InvalidRun` for one with more results than can be compared. Messages begin with the group's side.
 */
export async function requireRuns(
  em: Em,
  side: Side,
  group: z.output<typeof RunGroup>,
  { runs, results }: GroupRow,
): Promise<void> {
  if (runs === 0) throw await reasonOfNone(em, side, group);
  if (results <= MAX_GROUP_RESULTS) return;
  throw new InvalidRun(
    `${side}: ${runs} runs have ${results} results together, and at most ${MAX_GROUP_RESULTS} can be compared; ` +
      "narrow it, such as by completedFrom",
  );
}

async function reasonOfNone(
  em: Em,
  side: Side,
  { runId, ...common }: z.output<typeof RunGroup>,
): Promise<Error> {
  const fields = Object.entries(common).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (runId === undefined) {
    return new NotFound(
      `${side}: no completed run has this ${fields.join(", ")}; runs.list gives those there are`,
    );
  }
  const run = await em.findOne(Run, runId, { fields: ["status"] });
  if (run === null) return new RunNotFound(runId, `${side}.runId`);
  if (run.status === "completed")
    return new NotFound(`${side}: run ${runId} has not this ${fields.join(", ")}`);
  const remedy = run.status === "running" ? "complete it first" : "take another";
  return new RunConflict(
    `${side}.runId: run ${runId} is ${run.status}, and only completed runs are compared; ${remedy}`,
  );
}
