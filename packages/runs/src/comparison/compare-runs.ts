import {
  type CompareRuns,
  type Comparison,
  type ComparisonVerdict,
  type GroupFigures,
  VISIBLE_CHANGE,
} from "@evalboard/contract";
import { Dataset, type Em, Model, Prompt, PromptVersion, Run, RunResult } from "@evalboard/db";
import { independentDifference, judge, mcNemar, pairedDifference } from "@evalboard/inference";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { changedItems, itemsFigures, resultFigures, side } from "./fragments.ts";
import { type Group, type Groups, readGroups } from "./groups.ts";
import { itemsOf, memberResults } from "./items.ts";
import { compareMetrics } from "./metrics.ts";
import { type GroupRow, ItemsRow, type OverallRow, ResultsRow } from "./rows.ts";
import { tagsApart } from "../tags.ts";

/** The candidate against the baseline. Throws what `readGroups` throws. */
export async function compareRuns(em: Em, asked: z.output<typeof CompareRuns>): Promise<Comparison> {
  const groups = await readGroups(em, asked);
  const results = await readResults(em, groups);
  const items = await readItems(em, groups);
  const { sharedItems, overall } = items;
  const isPaired = sharedItems > 0;
  const score = isPaired ? pairedScore(items) : unpairedScore(overall.baseline, overall.candidate);
  return {
    baseline: await groupFigures(em, groups.baseline, overall.baseline, results.baseline),
    candidate: await groupFigures(em, groups.candidate, overall.candidate, results.candidate),
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: [...groups.matchedBy],
    sharedItems,
    baselineOnlyItems: overall.baseline.scoredItems - sharedItems,
    candidateOnlyItems: overall.candidate.scoredItems - sharedItems,
    score,
    passes: isPaired ? passesOf(items) : null,
    verdict: verdictOf(score),
    changedItems: items.changedItems,
    metrics: await compareMetrics(em, groups),
  };
}

function passesOf({ both, neither, gained, lost }: ItemsRow): Comparison["passes"] {
  return { both, neither, gained, lost, pValue: mcNemar(gained, lost) };
}

function verdictOf({ difference, pValue, detectableChange }: Comparison["score"]): ComparisonVerdict {
  const judgement = judge({ difference, pValue, detectable: detectableChange }, VISIBLE_CHANGE);
  return judgement === "too few" ? "too few items" : judgement;
}

/** A group's own figures as the contract has them. */
async function groupFigures(
  em: Em,
  { row, runs }: Group,
  { variance: _variance, ...items }: OverallRow,
  results: ResultsRow,
): Promise<GroupFigures> {
  return {
    common: await namesOf(em, row),
    // One run is no average.
    differingTags: row.runs > 1 ? await tagsApart(em, runs) : [],
    runs: row.runs,
    limitedRuns: row.limitedRuns,
    firstCompletedAt: isoOf(row.firstCompletedMs),
    lastCompletedAt: isoOf(row.lastCompletedMs),
    ...items,
    ...results,
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
  const withTexts = itemsHash === null || itemsHash !== groups.candidate.row.itemsHash;
  const row = await em
    .createQueryBuilder(RunResult)
    .from(itemsOf(em, groups, { withTexts }), "item")
    .select([...itemsFigures, withTexts ? changedItems : sql`0`.as("changedItems")])
    .execute("get", false);
  return ItemsRow.parse(row);
}

/** What each group's results come to. */
async function readResults(em: Em, groups: Groups) {
  const rows = await memberResults(em, groups)
    .select([side, ...resultFigures])
    .groupBy(side)
    .orderBy({ [side]: "asc" })
    .execute("all", false);
  const [baseline, candidate] = z.tuple([ResultsRow, ResultsRow]).parse(rows);
  return { baseline, candidate };
}

type Score = Comparison["score"];

/** The shared items' difference, tested: where all are wholly right or wrong by exact McNemar, else by a paired t. */
function pairedScore(items: ItemsRow): Score {
  const { sharedItems: n, baseline, candidate, difference, deviation } = items;
  const found = pairedDifference({ n, mean: difference ?? 0, deviation });
  const exact = items.isAllOrNothing && found.pValue !== null;
  return {
    baseline,
    candidate,
    difference,
    interval: found.interval,
    pValue: exact ? mcNemar(items.rose, items.fell) : found.pValue,
    test: exact ? "exact McNemar" : found.pValue === null ? null : "paired t",
    detectableChange: found.detectable,
  };
}

/** The difference of two groups without a shared item, tested by Welch's t over each group's items. */
function unpairedScore(baseline: OverallRow, candidate: OverallRow): Score {
  const means = { baseline: baseline.averageScore, candidate: candidate.averageScore };
  const none = { difference: null, interval: null, pValue: null, test: null, detectableChange: null };
  if (means.baseline === null || means.candidate === null) return { ...means, ...none };
  const found = independentDifference(
    sampleOf(candidate, means.candidate),
    sampleOf(baseline, means.baseline),
  );
  return {
    ...means,
    difference: found.difference,
    interval: found.interval,
    pValue: found.pValue,
    test: found.pValue === null ? null : "Welch's t",
    detectableChange: found.detectable,
  };
}

function sampleOf({ scoredItems, variance }: OverallRow, mean: number) {
  return { n: scoredItems, mean, variance, items: scoredItems };
}
