import type { CompareRuns } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import type { z } from "zod";
import { InvalidRun } from "../errors.ts";
import type { Group, Groups } from "./groups.ts";
import { matchedDimensions } from "./matched-dimensions.ts";
import { measured, readGroup } from "./read-group.ts";

/**
 * The runs of either side; where one group lies within the other, the other is the rest of it.
 * Throws `InvalidRun` where the groups are the same or overlap in part, and what `readGroup` throws.
 */
export async function readGroups(em: Em, asked: z.output<typeof CompareRuns>): Promise<Groups> {
  const baseline = await readGroup(em, "baseline", asked.baseline);
  const candidate = await readGroup(em, "candidate", asked.candidate);
  const groups = await apart(em, baseline, candidate);
  return { ...groups, matchedBy: await matchedDimensions(em, groups) };
}

async function apart(em: Em, baseline: Group, candidate: Group): Promise<Omit<Groups, "matchedBy">> {
  const shared = await em.count(Run, { $and: [baseline.runs, candidate.runs] });
  if (shared === 0) return { baseline, candidate };
  const isBaselineWithin = shared === baseline.row.runs;
  const isCandidateWithin = shared === candidate.row.runs;
  if (isBaselineWithin && isCandidateWithin) {
    throw new InvalidRun("candidate: is the same runs as baseline; say what tells the two apart");
  }
  if (isBaselineWithin) return { baseline, candidate: await without(em, candidate, baseline) };
  if (isCandidateWithin) return { baseline: await without(em, baseline, candidate), candidate };
  throw new InvalidRun(
    `candidate: ${shared} of its ${candidate.row.runs} runs are in baseline too; ` +
      "the groups must share no run, or one must lie within the other, which then is the rest",
  );
}

async function without(em: Em, group: Group, others: Group): Promise<Group> {
  const ids = em.createQueryBuilder(Run, "other").select("other.id").where(others.runs);
  return measured(em, { $and: [group.runs, { id: { $nin: ids } }] });
}
