import { Run, type Em } from "@evalboard/db";
import type { z } from "zod";
import type { CompareRuns } from "../contract/index.ts";
import { InvalidRun } from "../errors.ts";
import type { Side } from "./fragments.ts";
import type { Group, Groups } from "./groups.ts";
import { matchedDimensions } from "./matched-dimensions.ts";
import { groupOf, readGroup } from "./read-group.ts";

/** Most results of one group: as many as are read in a few seconds. */
const MAX_GROUP_RESULTS = 1_000_000;

/**
 * The runs of either side; where one group lies within the other, the other is the rest of it.
 * Throws `InvalidRun` where the groups are the same, overlap in part or have too many results, and what `readGroup` throws.
 */
export async function readGroups(em: Em, asked: z.output<typeof CompareRuns>): Promise<Groups> {
  const baseline = await readGroup(em, "baseline", asked.baseline);
  const candidate = await readGroup(em, "candidate", asked.candidate);
  const groups = await apart(em, baseline, candidate);
  requireReadable("baseline", groups.baseline);
  requireReadable("candidate", groups.candidate);
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
  return groupOf(em, { $and: [group.runs, { id: { $nin: ids } }] });
}

function requireReadable(side: Side, { row }: Group): void {
  if (row.results <= MAX_GROUP_RESULTS) return;
  throw new InvalidRun(
    `${side}: its ${row.runs} runs have ${row.results} results, and at most ${MAX_GROUP_RESULTS} can be compared; ` +
      "give completedFrom, or more in common",
  );
}
