import { type PromptChange, VISIBLE_CHANGE } from "@evalboard/contract";
import type { Em } from "@evalboard/db";
import { holm, judge, type Sample, stratifiedDifference, type Stratum } from "@evalboard/inference";
import type { SampleStratum } from "./aggregations/strata.ts";
import { sampleOf, settled, settledProbability } from "./figures.ts";
import { byText } from "./order.ts";
import { type PromptVersionRow, promptVersionsOf } from "./prompt-versions.ts";
import type { Snapshot } from "./snapshot.ts";

/** Each prompt's newest version in the window against the one before it there, of all prompts; the newest version first. */
export async function changesInWindow({ em, source }: Snapshot): Promise<PromptChange[]> {
  const versions = await versionsInWindow(em, await source.newestStrata());
  const prompts = Map.groupBy(versions, ({ promptId }) => promptId);
  const newest = [...prompts.values()].flatMap((own) => versionSteps(own).slice(0, 1)).toSorted(newestFirst);
  return judgeChanges(newest.map(({ newer, older }) => compareVersions(newer, older)));
}

function newestFirst({ newer: a }: VersionStep, { newer: b }: VersionStep): number {
  return b.firstRunMs - a.firstRunMs || byText(a.promptName, b.promptName);
}

/** The verdict on each change, corrected for how many of them could be tested. */
export function judgeChanges(changes: readonly ComparedVersions[]): PromptChange[] {
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, index) => judged(change, adjusted[index] ?? null));
}

function judged(change: ComparedVersions, pValue: number | null): PromptChange {
  const { difference, detectableChange: detectable } = change;
  const judgement = judge({ difference, pValue, detectable }, VISIBLE_CHANGE);
  const verdict = judgement === "too few" ? "too few runs" : judgement;
  return { ...change, adjustedPValue: settledProbability(pValue), verdict };
}

/** What a version changed against another, before it is known what else was tested. */
type ComparedVersions = Omit<PromptChange, "adjustedPValue" | "verdict">;

/** Two versions of one prompt, compared within the models and datasets that both have scored runs with. */
export function compareVersions(newer: VersionInWindow, older: VersionInWindow): ComparedVersions {
  const [newerSamples, olderSamples] = [samplesOf(newer), samplesOf(older)];
  const strata = sharedStrata(newerSamples, olderSamples);
  const { difference, interval, pValue, detectable, newerMean, olderMean } = stratifiedDifference(strata);
  return {
    promptId: newer.promptId,
    name: newer.promptName,
    newer: sideOf(
      newer,
      [...newerSamples.values()],
      strata.map((stratum) => stratum.newer),
      newerMean,
    ),
    older: sideOf(
      older,
      [...olderSamples.values()],
      strata.map((stratum) => stratum.older),
      olderMean,
    ),
    strata: strata.length,
    difference: settled(difference),
    differenceInterval: interval && { low: settled(interval.low), high: settled(interval.high) },
    pValue: settledProbability(pValue),
    detectableChange: settled(detectable),
  };
}

type Samples = ReadonlyMap<string, Sample>;

/** By model and dataset; only those with a scored run. */
function samplesOf({ strata }: VersionInWindow): Samples {
  return new Map(
    strata.flatMap((row) => {
      const sample = sampleOf(row);
      return sample ? [[`${row.modelId} ${row.datasetId}`, sample]] : [];
    }),
  );
}

/** In one order, whatever the database's was: sums of floats go by it. */
function sharedStrata(newerSamples: Samples, olderSamples: Samples): Stratum[] {
  return [...newerSamples]
    .toSorted(([a], [b]) => byText(a, b))
    .flatMap(([key, newer]) => {
      const older = olderSamples.get(key);
      return older ? [{ newer, older }] : [];
    });
}

function sideOf(
  { promptVersionId, number }: VersionInWindow,
  all: readonly Sample[],
  compared: readonly Sample[],
  mean: number | null,
): PromptChange["newer"] {
  return {
    promptVersionId,
    number,
    runs: runsOf(all),
    comparedRuns: runsOf(compared),
    averageScore: settled(mean),
  };
}

function runsOf(samples: readonly Sample[]): number {
  return samples.reduce((runs, { n }) => runs + n, 0);
}

/** A version, and the one before it that was run in the window too. */
interface VersionStep {
  readonly newer: VersionInWindow;
  readonly older: VersionInWindow;
}

/** From each of one prompt's versions to the next lower number among them, the newest first. */
export function versionSteps(versions: readonly VersionInWindow[]): VersionStep[] {
  const descending = versions.toSorted((a, b) => b.number - a.number);
  return descending.flatMap((newer, index) => {
    const older = descending[index + 1];
    return older ? [{ newer, older }] : [];
  });
}

/** A prompt version that was run in a window, with its strata there. */
interface VersionInWindow extends PromptVersionRow {
  readonly strata: readonly SampleStratum[];
}

/** The versions that these strata are of, in no order. */
export async function versionsInWindow(em: Em, strata: readonly SampleStratum[]): Promise<VersionInWindow[]> {
  const byVersion = Map.groupBy(strata, ({ promptVersionId }) => promptVersionId);
  const rows = await promptVersionsOf(em, [...byVersion.keys()]);
  return rows.map((row) => Object.assign(row, { strata: byVersion.get(row.promptVersionId) ?? [] }));
}
