import type { Comparison, GroupFigures } from "@evalboard/contract";
import { independentDifference, mcNemar, pairedDifference } from "@evalboard/inference";
import { expect } from "vitest";
import { instantOf, type StoredRun } from "./board.ts";
import {
  mean,
  referenceItems,
  referenceMatching,
  referenceMeans,
  varianceOf,
} from "./reference-comparison.ts";

const passes = (score: number) => score >= 0.5 - 1e-9;
const orNull = (values: readonly number[]) => (values.length === 0 ? null : mean(values));
const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));

/** Expects of a comparison what plain loops over the runs of both groups come to. */
export function expectComparison(
  comparison: Comparison,
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): void {
  const items = referenceItems(baseline, candidate);
  const means = { baseline: referenceMeans(baseline), candidate: referenceMeans(candidate) };
  const isPaired = items.length > 0;
  const gained = items.filter((item) => !passes(item.baseline) && passes(item.candidate)).length;
  const lost = items.filter((item) => passes(item.baseline) && !passes(item.candidate)).length;
  expect(comparison).toMatchObject({
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: referenceMatching(baseline, candidate),
    sharedItems: items.length,
    baselineOnlyItems: means.baseline.length - items.length,
    candidateOnlyItems: means.candidate.length - items.length,
    passes: isPaired
      ? {
          both: items.filter((item) => passes(item.baseline) && passes(item.candidate)).length,
          neither: items.filter((item) => !passes(item.baseline) && !passes(item.candidate)).length,
          gained,
          lost,
          pValue: mcNemar(gained, lost),
        }
      : null,
    score: {
      baseline: close(isPaired ? mean(items.map((item) => item.baseline)) : orNull(means.baseline)),
      candidate: close(isPaired ? mean(items.map((item) => item.candidate)) : orNull(means.candidate)),
    },
  });
  expectFigures(comparison.baseline, baseline, means.baseline);
  expectFigures(comparison.candidate, candidate, means.candidate);
  if (isPaired) {
    const differences = items.map((item) => item.candidate - item.baseline);
    const isBinary = items.every((item) => [item.baseline, item.candidate].every((x) => x === 0 || x === 1));
    const variance = varianceOf(differences);
    const deviation = variance === null ? null : Math.sqrt(variance);
    expectTested(
      comparison,
      pairedDifference({ n: items.length, mean: mean(differences), deviation }),
      isBinary ? mcNemar(gained, lost) : undefined,
    );
  } else if (means.baseline.length > 0 && means.candidate.length > 0) {
    const sample = (values: number[]) => ({
      n: values.length,
      mean: mean(values),
      variance: varianceOf(values),
      items: values.length,
    });
    expectTested(comparison, independentDifference(sample(means.candidate), sample(means.baseline)));
  }
}

function expectTested(
  { score }: Comparison,
  expected: ReturnType<typeof pairedDifference>,
  exact?: number,
): void {
  const pValue = expected.pValue === null ? null : (exact ?? expected.pValue);
  const interval = expected.interval && {
    low: expect.closeTo(expected.interval.low, 6),
    high: expect.closeTo(expected.interval.high, 6),
  };
  expect(score).toMatchObject({
    difference: close(expected.difference),
    interval,
    pValue: pValue === null ? null : expect.closeTo(pValue, 6),
  });
}

function expectFigures(figures: GroupFigures, runs: readonly StoredRun[], means: readonly number[]): void {
  const results = runs.flatMap((run) => run.results);
  const latencies = results.flatMap(({ latencyMs }) => latencyMs ?? []);
  const costs = results.flatMap(({ costUsd }) => costUsd ?? []);
  const completed = runs.map((run) => run.completedAt);
  const same = <Value>(values: readonly Value[]) => (new Set(values).size === 1 ? values[0] : undefined);
  const common = {
    run: same(runs.map((run) => run.id)),
    model: same(runs.map((run) => run.modelId)),
    dataset: same(runs.map((run) => run.datasetId)),
    promptVersion: same(runs.map((run) => run.promptVersionId)),
  };
  for (const [name, id] of Object.entries(common)) {
    expect(figures.common[name as keyof typeof common]?.id, name).toBe(id);
  }
  expect(figures.common.label).toBe(same(runs.map((run) => run.label)) ?? null);
  expect(figures).toMatchObject({
    runs: runs.length,
    firstCompletedAt: instantOf(Math.min(...completed)),
    lastCompletedAt: instantOf(Math.max(...completed)),
    items: new Set(runs.flatMap((run) => run.results.map(({ item }) => `${run.datasetId} ${item}`))).size,
    scoredItems: means.length,
    averageScore: close(orNull(means)),
    passedItems: means.filter(passes).length,
    results: results.length,
    erroredResults: results.filter(({ score }) => score === null).length,
    meanLatencyMs: close(orNull(latencies)),
    measuredResults: latencies.length,
    meanCostUsd: close(orNull(costs)),
    pricedResults: costs.length,
  });
}
