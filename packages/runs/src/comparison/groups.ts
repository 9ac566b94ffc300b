import type { CompareRuns, RunGroup } from "@evalboard/contract";
import { type Dimension, dimensions } from "@evalboard/contract/words";
import { type Em, Run } from "@evalboard/db";
import type { RawQueryFragment } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import type { z } from "zod";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "../errors.ts";
import { runCondition } from "../run-filter.ts";
import { common, groupSize, keptFigures } from "./fragments.ts";
import { giveRoom } from "./room.ts";
import { GroupRow, SizeRow } from "./rows.ts";

/** Completed runs, as a condition on runs, and what is known of them before a result is read. */
export interface Group {
  readonly runs: QBFilterQuery<Run>;
  readonly row: GroupRow;
}

/** Two groups that can be compared: they share no run. */
export interface Groups {
  readonly baseline: Group;
  readonly candidate: Group;
  readonly matchedBy: readonly Dimension[];
}

/**
 * The runs of either side; where one group lies within the other, the other is the rest of it.
 * Throws `InvalidRun` where the groups are the same or overlap in part, and what `readGroup` throws.
 */
export async function readGroups(em: Em, asked: z.output<typeof CompareRuns>): Promise<Groups> {
  await giveRoom(em);
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
  const rest = await measured(em, { $and: [group.runs, { id: { $nin: ids } }] });
  return { ...rest, row: { ...rest.row, limitedRuns: group.row.limitedRuns } };
}

const ids = { model: "modelId", promptVersion: "promptVersionId" } as const;

/**
 * What an item is paired within: that of which the groups have a value in common, and either also has another. A model
 * or prompt version that both have is compared with itself; where they have none in common, that is the question itself.
 */
export async function matchedDimensions(
  em: Em,
  { baseline, candidate }: Omit<Groups, "matchedBy">,
): Promise<Dimension[]> {
  const matched: Dimension[] = [];
  for (const dimension of dimensions) {
    const id = ids[dimension];
    if (baseline.row[id] !== null && candidate.row[id] !== null) continue;
    const values = em
      .createQueryBuilder(Run, "other")
      .join(`other.${dimension}`, "named")
      .select("named.canonical")
      .where(candidate.runs);
    const shared = { $and: [baseline.runs, { [dimension]: { canonical: { $in: values } } }] };
    if ((await em.find(Run, shared, { fields: ["id"], limit: 1 })).length > 0) matched.push(dimension);
  }
  return matched;
}

type Asked = z.output<typeof RunGroup>;

/** Most results of one group: as many as are read within the time that a statement may take. */
export const MAX_GROUP_RESULTS = 500_000;

/**
 * The group's completed runs; `side` is what it is called. Limited ones are left out of it as they are of the board, unless it is one run or holds no other.
 * Throws `RunNotFound`, `RunConflict` or `NotFound` where there are none, `InvalidRun` where they have too many results.
 */
export async function readGroup(em: Em, side: string, { runId, ...inCommon }: Asked): Promise<Group> {
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
  const group = await measured(em, runs);
  const { limitedRuns } = group.row;
  if (runId !== undefined || limitedRuns === 0 || limitedRuns === group.row.runs) return group;
  const whole = await measured(em, { $and: [runs, { limited: false }] });
  return { ...whole, row: { ...whole.row, limitedRuns } };
}

/** These runs, measured. */
async function measured(em: Em, runs: QBFilterQuery<Run>): Promise<Group> {
  return { runs, row: GroupRow.parse(await selectOf(em, runs, [...groupSize, ...common, ...keptFigures])) };
}

async function selectOf(em: Em, runs: QBFilterQuery<Run>, figures: readonly RawQueryFragment[]) {
  return em
    .createQueryBuilder(Run, "run")
    .where(runs)
    .join("run.model", "model")
    .join("run.dataset", "dataset")
    .join("run.promptVersion", "version")
    .join("version.prompt", "prompt")
    .select([...figures])
    .execute<unknown>("get", false);
}

async function reasonOfNone(em: Em, side: string, runId: string | undefined, fields: string): Promise<Error> {
  if (runId === undefined) {
    return new NotFound(`${side}: no completed run has this ${fields}; runs.list gives those there are`);
  }
  const run = await em.findOne(Run, runId);
  if (run === null) return new RunNotFound(runId, `${side}.runId`);
  if (run.status === "completed") return new NotFound(`${side}: run ${runId} does not have this ${fields}`);
  return new RunConflict(`${side}.runId: run ${runId} is ${run.status}; only completed runs can be compared`);
}
