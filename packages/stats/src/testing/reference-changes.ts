import type { LatencyChange, ScoreChange } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import { stratifiedDifference, stratifiedRatio } from "@evalboard/inference";
import { type BoardRun, datasetNames, modelNames } from "./board.ts";
import { known, mean, referenceSample } from "./reference-figures.ts";

// Samples are made here by loops, what follows from them is the inference package's, which has tests of its own.

/** The runs of each pair of model and dataset, in the window and before it, in the order of their ids. */
function pairsOf(runs: readonly BoardRun[], before: readonly BoardRun[]) {
  return modelNames.flatMap((_, model) =>
    datasetNames.map((__, dataset) => {
      const isOfPair = (run: BoardRun) => run.model === model && run.dataset === dataset;
      return { model, newer: runs.filter(isOfPair), older: before.filter(isOfPair) };
    }),
  );
}

/** What the mean score did within the same models and datasets. */
export function referenceScoreChange(runs: readonly BoardRun[], before: readonly BoardRun[]): ScoreChange {
  const strata = pairsOf(runs, before).flatMap((pair) => {
    const [newer, older] = [referenceSample(pair.newer), referenceSample(pair.older)];
    return newer && older ? [{ newer, older }] : [];
  });
  const { difference, interval, pValue } = stratifiedDifference(strata);
  const averageOf = (own: readonly BoardRun[]) => mean(known(own.map((run) => run.averageScore)));
  const mix = difference === null ? null : averageOf(runs)! - averageOf(before)! - difference;
  return { pairs: strata.length, within: difference, interval, pValue, mix };
}

/** What latency did within the same models and datasets. */
export function referenceLatencyChange(
  runs: readonly BoardRun[],
  before: readonly BoardRun[],
): LatencyChange {
  const strata = pairsOf(runs, before).flatMap(({ model, ...pair }) => {
    const [newer, older] = [logarithms(pair.newer), logarithms(pair.older)];
    return newer && older ? [{ model: idOf("model", model), newer, older }] : [];
  });
  const found = stratifiedRatio(strata);
  const { pValue = null, detectable = null } = found ?? {};
  const isSure = pValue !== null && pValue < 0.05;
  const changed = found && found.ratio < 1 ? "faster" : "slower";
  const unsure = detectable !== null && detectable <= 1.1 ? "no clear change" : "too little to say";
  const moved = modelNames.findIndex((_, model) => idOf("model", model) === found?.mostMoved.model);
  return {
    pairs: strata.length,
    runs: strata.reduce((total, { newer }) => total + newer.n, 0),
    previousRuns: strata.reduce((total, { older }) => total + older.n, 0),
    ratio: found?.ratio ?? null,
    interval: found?.interval ?? null,
    pValue,
    verdict: isSure ? changed : unsure,
    mostMoved: found && {
      modelId: found.mostMoved.model,
      ...modelNames[moved]!,
      ratio: found.mostMoved.ratio,
    },
  };
}

/** The measured runs' latencies as a sample of their logarithms; those that took no time took a thousandth of a millisecond. */
function logarithms(runs: readonly BoardRun[]) {
  const logs = known(runs.map((run) => run.latencyMs)).map((latencyMs) =>
    Math.log(Math.max(latencyMs, 0.001)),
  );
  const average = mean(logs);
  if (average === null) return null;
  const squares = logs.reduce((total, log) => total + (log - average) ** 2, 0);
  return {
    n: logs.length,
    mean: Number(average.toFixed(10)),
    variance: logs.length < 2 ? null : Number((squares / (logs.length - 1)).toFixed(15)),
  };
}
