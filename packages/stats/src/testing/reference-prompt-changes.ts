import { idOf } from "@evalboard/db/testing";
import type { PromptChange } from "@evalboard/contract";
import { holm, judge, type Sample, stratifiedDifference } from "@evalboard/inference";
import { type BoardRun, promptNames } from "./board.ts";
import type { CalledVersion } from "./names.ts";
import { byCodePoints, referenceSample } from "./reference-figures.ts";

/** Runs of versions, by their indices into all versions. */
interface RunVersions {
  readonly runs: readonly BoardRun[];
  readonly versions: readonly CalledVersion[];
}

/** Each prompt's newest version that was run against the one before it that was, the newest first. */
export function referenceNewestChanges({ runs, versions }: RunVersions): PromptChange[] {
  const pairs = promptNames
    .flatMap((_, prompt) => pairsRun({ runs, versions }, prompt).slice(0, 1))
    .toSorted((a, b) => byCodePoints(nameOf(a.newer), nameOf(b.newer)))
    .toSorted((a, b) => b.newer.firstRunAt.getTime() - a.newer.firstRunAt.getTime());
  return judged(pairs.map((pair) => compared(runs, pair)));
}

/** What each version of one prompt changed, the newest first. */
export function referenceChangesOf({ runs, versions }: RunVersions, prompt: number): PromptChange[] {
  return judged(pairsRun({ runs, versions }, prompt).map((pair) => compared(runs, pair)));
}

interface Pair {
  readonly newer: CalledVersion;
  readonly older: CalledVersion;
}

function pairsRun({ runs, versions }: RunVersions, prompt: number): Pair[] {
  const run = versions
    .filter((version, index) => version.canonical === index && version.prompt === prompt)
    .filter(({ canonical }) => runs.some((each) => each.promptVersion === canonical))
    .toSorted((a, b) => b.number - a.number);
  return run.slice(1).map((older, index) => ({ newer: run[index]!, older }));
}

/** Samples are made here by loops, what follows from them is the inference package's, which has tests of its own. */
function compared(runs: readonly BoardRun[], { newer, older }: Pair) {
  const strata = sharedStrata(runs, newer.canonical, older.canonical);
  const { difference, interval, pValue, detectable, newerMean, olderMean } = stratifiedDifference(strata);
  const side = (version: CalledVersion, mean: number | null, samples: readonly Sample[]) => ({
    promptVersionId: idOf("promptVersion", version.canonical),
    number: version.number,
    runs: runs.filter((run) => run.promptVersion === version.canonical && run.averageScore !== null).length,
    comparedRuns: samples.reduce((total, { n }) => total + n, 0),
    averageScore: mean,
  });
  return {
    promptId: idOf("prompt", newer.prompt),
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

function nameOf({ prompt }: CalledVersion): string {
  return promptNames[prompt]!;
}
