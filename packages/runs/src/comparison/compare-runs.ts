import type { Em } from "@evalboard/db";
import { judge, mcNemar } from "@evalboard/inference";
import type { z } from "zod";
import {
  VISIBLE_CHANGE,
  type CompareRuns,
  type Comparison,
  type ComparisonVerdict,
} from "../contract/index.ts";
import { groupFigures } from "./group-figures.ts";
import { readGroups } from "./read-groups.ts";
import { readPairs } from "./pairs.ts";
import { readSides } from "./read-sides.ts";
import type { PairsRow } from "./rows.ts";
import { pairedScore, unpairedScore } from "./score-test.ts";

/** The candidate against the baseline. Throws what `readGroups` throws. */
export async function compareRuns(em: Em, asked: z.output<typeof CompareRuns>): Promise<Comparison> {
  const groups = await readGroups(em, asked);
  const sides = await readSides(em, groups);
  const pairs = await readPairs(em, groups);
  const isPaired = pairs.items > 0;
  const score = isPaired ? pairedScore(pairs) : unpairedScore(sides.baseline, sides.candidate);
  return {
    baseline: await groupFigures(em, groups.baseline.row, sides.baseline),
    candidate: await groupFigures(em, groups.candidate.row, sides.candidate),
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: [...groups.matchedBy],
    sharedItems: pairs.items,
    baselineOnlyItems: sides.baseline.scoredItems - pairs.items,
    candidateOnlyItems: sides.candidate.scoredItems - pairs.items,
    score,
    passes: isPaired ? passesOf(pairs) : null,
    verdict: verdictOf(score),
  };
}

function passesOf({ both, neither, gained, lost }: PairsRow): Comparison["passes"] {
  return { both, neither, gained, lost, pValue: mcNemar(gained, lost) };
}

function verdictOf({ difference, pValue, detectableChange }: Comparison["score"]): ComparisonVerdict {
  const judgement = judge({ difference, pValue, detectable: detectableChange }, VISIBLE_CHANGE);
  return judgement === "too few" ? "too few items" : judgement;
}
