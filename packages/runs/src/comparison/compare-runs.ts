import type { CompareRuns, Comparison, GroupFigures } from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run, RunResult } from "@evalboard/db";
import {
  independentDifference,
  judgeAlone,
  type MeasuredChange,
  measureChange,
  settled,
  settledLook,
} from "@evalboard/inference";
import { sql } from "@mikro-orm/core";
import type { z } from "zod";
import { changedItems, itemsFigures } from "./fragments.ts";
import { type Group, type Groups, readGroups } from "./groups.ts";
import { itemsOf } from "./items.ts";
import { compareMetrics } from "./metrics.ts";
import { type GroupRow, ItemsRow, type OverallRow, ResultsRow } from "./rows.ts";
import { readSides } from "./sides.ts";
import { tagsApart } from "../tags.ts";

/** The candidate against the baseline; `timeZone` is the reporting zone. Throws what `readGroups` throws. */
export async function compareRuns(
  em: Em,
  asked: z.output<typeof CompareRuns>,
  timeZone: string,
): Promise<Comparison> {
  const groups = await readGroups(em, asked);
  const items = await readItems(em, groups);
  const [sides] = await readSides(em, [groups], timeZone);
  if (!sides) throw new RangeError("One change was asked for, and none was found.");
  const change = measureChange(sides);
  const isPaired = change.measured.sharedItems > 0;
  return {
    baseline: await groupFigures(em, groups.baseline, items.baseline),
    candidate: await groupFigures(em, groups.candidate, items.candidate),
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: [...groups.matchedBy],
    ...(isPaired ? paired(change) : unpaired(change, items)),
    changedItems: items.changedItems,
    movedItems: items.movedItems,
    metrics: await compareMetrics(em, groups),
  };
}

type Compared = Pick<Comparison, "score" | "change">;

function paired({ measured, newerMean, olderMean }: MeasuredChange): Compared {
  return { score: { baseline: olderMean, candidate: newerMean }, change: judgeAlone(measured) };
}

/** Two groups without a shared item: no verdict, for a difference may come from the items; its one look is Welch's t over them. */
function unpaired({ measured }: MeasuredChange, { baseline, candidate }: ItemsRow): Compared {
  const score = { baseline: baseline.averageScore, candidate: candidate.averageScore };
  const change = judgeAlone(measured);
  if (score.baseline === null || score.candidate === null) return { score, change };
  const { difference, interval, pValue } = independentDifference(
    sampleOf(candidate, score.candidate),
    sampleOf(baseline, score.baseline),
  );
  const oneLook = settledLook(interval, pValue);
  return { score, change: { ...change, difference: settled(difference), oneLook } };
}

function sampleOf({ scoredItems, variance }: OverallRow, mean: number) {
  return { n: scoredItems, mean, variance, items: scoredItems };
}

/** A group's own figures as the contract has them. */
export async function groupFigures(
  em: Em,
  { row, runs }: Group,
  { variance: _variance, ...items }: OverallRow,
): Promise<GroupFigures> {
  return {
    common: await namesOf(em, row),
    // One run is no average.
    differingTags: row.runs > 1 ? await tagsApart(em, runs) : [],
    runs: row.runs,
    limitedRuns: row.limitedRuns,
    runsWithoutTexts: row.runsWithoutTexts,
    firstCompletedAt: isoOf(row.firstCompletedMs),
    lastCompletedAt: isoOf(row.lastCompletedMs),
    ...items,
    ...ResultsRow.parse(row),
  };
}

async function namesOf(em: Em, row: GroupRow): Promise<GroupFigures["common"]> {
  const run = row.runId === null ? null : await em.findOneOrFail(Run, row.runId);
  const model = row.modelId === null ? null : await em.findOneOrFail(Model, row.modelId);
  const dataset = row.datasetId === null ? null : await em.findOneOrFail(Dataset, row.datasetId);
  const prompt = row.promptId === null ? null : await em.findOneOrFail(Prompt, row.promptId);
  const version =
    row.promptVersionId === null ? null : await em.findOneOrFail(PromptVersion, row.promptVersionId);
  return {
    run: run && { id: run.id, externalId: run.externalId },
    model: model && { id: model.id, provider: model.provider, name: model.name },
    dataset: dataset && { id: dataset.id, name: dataset.name },
    prompt: prompt && { id: prompt.id, name: prompt.name },
    promptVersion: version && { id: version.id, number: version.number },
    label: row.label,
    itemsHash: row.itemsHash,
  };
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** What the items come to: each group's own, and those that both share. */
async function readItems(em: Em, groups: Groups): Promise<ItemsRow> {
  // Runs of the same items asked the same of each, which is known without reading a text.
  const { itemsHash } = groups.baseline.row;
  const areThere = groups.baseline.row.runsWithoutTexts + groups.candidate.row.runsWithoutTexts === 0;
  const withTexts = areThere && (itemsHash === null || itemsHash !== groups.candidate.row.itemsHash);
  const row = await em
    .createQueryBuilder(RunResult)
    .from(itemsOf(em, groups, { withTexts }), "item")
    .select([...itemsFigures, withTexts ? changedItems : sql`0`.as("changedItems")])
    .execute("get", false);
  return ItemsRow.parse(row);
}
