import type { PromptChange } from "@evalboard/contract";
import { type Sample, stratifiedDifference, type Stratum } from "@evalboard/inference";
import { byText } from "../report/order.ts";
import { sampleOf } from "../report/sample-of.ts";
import { settledProbability } from "../report/settled-probability.ts";
import { settled } from "../report/settled.ts";
import type { VersionInWindow } from "./version-in-window.ts";

/** What a version changed against another, before it is known what else was tested. */
export type ComparedVersions = Omit<PromptChange, "adjustedPValue" | "verdict">;

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
