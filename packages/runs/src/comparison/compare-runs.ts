import {
  type CompareRuns,
  type Comparison,
  type ComparisonVerdict,
  VISIBLE_CHANGE,
} from "@evalboard/contract";
import type { Em } from "@evalboard/db";
import { judge, mcNemar } from "@evalboard/inference";
import type { z } from "zod";
import { groupFigures } from "./group-figures.ts";
import { readGroups } from "./read-groups.ts";
import { readItems } from "./read-items.ts";
import { readResults } from "./read-results.ts";
import type { ItemsRow } from "./rows.ts";
import { pairedScore, unpairedScore } from "./score-test.ts";

/** The candidate against the baseline. Throws what `readGroups` throws. */
export async function compareRuns(em: Em, asked: z.output<typeof CompareRuns>): Promise<Comparison> {
  const groups = await readGroups(em, asked);
  const results = await readResults(em, groups);
  const items = await readItems(em, groups);
  const { sharedItems, overall } = items;
  const isPaired = sharedItems > 0;
  const score = isPaired ? pairedScore(items) : unpairedScore(overall.baseline, overall.candidate);
  return {
    baseline: await groupFigures(em, groups.baseline.row, overall.baseline, results.baseline),
    candidate: await groupFigures(em, groups.candidate.row, overall.candidate, results.candidate),
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: [...groups.matchedBy],
    sharedItems,
    baselineOnlyItems: overall.baseline.scoredItems - sharedItems,
    candidateOnlyItems: overall.candidate.scoredItems - sharedItems,
    score,
    passes: isPaired ? passesOf(items) : null,
    verdict: verdictOf(score),
  };
}

function passesOf({ both, neither, gained, lost }: ItemsRow): Comparison["passes"] {
  return { both, neither, gained, lost, pValue: mcNemar(gained, lost) };
}

function verdictOf({ difference, pValue, detectableChange }: Comparison["score"]): ComparisonVerdict {
  const judgement = judge({ difference, pValue, detectable: detectableChange }, VISIBLE_CHANGE);
  return judgement === "too few" ? "too few items" : judgement;
}
