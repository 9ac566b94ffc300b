import { idOf } from "@evalboard/db/testing";
import type { PromptChange } from "@evalboard/contract";
import { holm, judge, type Sample, stratifiedDifference } from "@evalboard/inference";
import { type BoardRun, promptNames, promptVersions } from "./board.ts";
import { referenceSample } from "./reference-figures.ts";
import { byCodePoints } from "./reference-lists.ts";

/** Each prompt's newest version that was run against the one before it that was, the newest first. */
export function referenceNewestChanges(runs: readonly BoardRun[]): PromptChange[] {
  const pairs = promptNames
    .flatMap((_, prompt) => pairsRun(runs, prompt).slice(0, 1))
    .toSorted((a, b) => byCodePoints(nameOf(a.newer), nameOf(b.newer)))
    .toSorted((a, b) => createdMs(b.newer) - createdMs(a.newer));
  return judged(pairs.map((pair) => compared(runs, pair)));
}

/** What each version of one prompt changed, the newest first. */
export function referenceChangesOf(runs: readonly BoardRun[], prompt: number): PromptChange[] {
  return judged(pairsRun(runs, prompt).map((pair) => compared(runs, pair)));
}

/** Indices into `promptVersions`. */
interface Pair {
  readonly newer: number;
  readonly older: number;
}

function pairsRun(runs: readonly BoardRun[], prompt: number): Pair[] {
  const run = [3, 2, 1]
    .map((number) => promptVersions.findIndex((v) => v.prompt === prompt && v.number === number))
    .filter((version) => runs.some((each) => each.promptVersion === version));
  return run.slice(1).map((older, index) => ({ newer: run[index]!, older }));
}

/** Samples are made here by loops, what follows from them is the inference package's, which has tests of its own. */
function compared(runs: readonly BoardRun[], { newer, older }: Pair) {
  const strata = sharedStrata(runs, newer, older);
  const { difference, interval, pValue, detectable, newerMean, olderMean } = stratifiedDifference(strata);
  const side = (version: number, mean: number | null, samples: readonly Sample[]) => ({
    promptVersionId: idOf("promptVersion", version),
    number: promptVersions[version]!.number,
    runs: runs.filter((run) => run.promptVersion === version && run.averageScore !== null).length,
    comparedRuns: samples.reduce((total, { n }) => total + n, 0),
    averageScore: mean,
  });
  return {
    promptId: idOf("prompt", promptVersions[newer]!.prompt),
    name: nameOf(newer),
    newer: side(
      newer,
      newerMean,
      strata.map((stratum) => stratum.newer),
    ),
    older: side(
      older,
      olderMean,
      strata.map((stratum) => stratum.older),
    ),
    strata: strata.length,
    difference,
    differenceInterval: interval,
    pValue,
    detectableChange: detectable,
  };
}

function sharedStrata(runs: readonly BoardRun[], newer: number, older: number) {
  const pairs = new Set(runs.map(({ model, dataset }) => model * 1_000 + dataset));
  return [...pairs].flatMap((pair) => {
    const own = runs.filter(({ model, dataset }) => model * 1_000 + dataset === pair);
    const ofNewer = referenceSample(own.filter((run) => run.promptVersion === newer));
    const ofOlder = referenceSample(own.filter((run) => run.promptVersion === older));
    return ofNewer && ofOlder ? [{ newer: ofNewer, older: ofOlder }] : [];
  });
}

function judged(changes: readonly ReturnType<typeof compared>[]): PromptChange[] {
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, index) => {
    const pValue = adjusted[index] ?? null;
    const judgement = judge(
      { difference: change.difference, pValue, detectable: change.detectableChange },
      0.1,
    );
    const verdict = judgement === "too few" ? "too few runs" : judgement;
    return { ...change, adjustedPValue: pValue, verdict };
  });
}

function nameOf(version: number): string {
  return promptNames[promptVersions[version]!.prompt]!;
}

function createdMs(version: number): number {
  return promptVersions[version]!.createdAt.getTime();
}
