import type { Comparison, GroupFigures } from "@evalboard/contract";
import {
  independentDifference,
  mcNemar,
  pairedDifference,
  pairedMetricDifference,
} from "@evalboard/inference";
import { expect } from "vitest";
import { instantOf, type StoredRun, textsOf } from "./board.ts";
import {
  mean,
  referenceChanged,
  referenceItems,
  referenceMatching,
  referenceMeans,
  referenceMetric,
  varianceOf,
} from "./reference-comparison.ts";

const orNull = (values: readonly number[]) => (values.length === 0 ? null : mean(values));
const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));

/** Expects of a comparison what plain loops over the runs of both groups come to. */
export function expectComparison(
  comparison: Comparison,
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): void {
  const items = referenceItems(baseline, candidate);
  const own = { baseline: referenceMeans(baseline), candidate: referenceMeans(candidate) };
  const means = {
    baseline: own.baseline.map((item) => item.mean),
    candidate: own.candidate.map((item) => item.mean),
  };
  const isPaired = items.length > 0;
  const count = (isCounted: (item: (typeof items)[number]) => boolean) => items.filter(isCounted).length;
  const gained = count((item) => !item.baselinePasses && item.candidatePasses);
  const lost = count((item) => item.baselinePasses && !item.candidatePasses);
  expect(comparison).toMatchObject({
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: referenceMatching(baseline, candidate),
    sharedItems: items.length,
    baselineOnlyItems: means.baseline.length - items.length,
    candidateOnlyItems: means.candidate.length - items.length,
    passes: isPaired
      ? {
          both: count((item) => item.baselinePasses && item.candidatePasses),
          neither: count((item) => !item.baselinePasses && !item.candidatePasses),
          gained,
          lost,
          pValue: mcNemar(gained, lost),
        }
      : null,
    score: {
      baseline: close(isPaired ? mean(items.map((item) => item.baseline)) : orNull(means.baseline)),
      candidate: close(isPaired ? mean(items.map((item) => item.candidate)) : orNull(means.candidate)),
    },
    changedItems: referenceChanged(items, baseline, candidate),
  });
  expectFigures(comparison.baseline, baseline, own.baseline);
  expectFigures(comparison.candidate, candidate, own.candidate);
  expectMetrics(comparison, baseline, candidate);
  if (isPaired) {
    const differences = items.map((item) => item.candidate - item.baseline);
    const isBinary = items.every((item) => [item.baseline, item.candidate].every((x) => x === 0 || x === 1));
    const variance = varianceOf(differences);
    const deviation = variance === null ? null : Math.sqrt(variance);
    expectTested(
      comparison,
      pairedDifference({ n: items.length, mean: mean(differences), deviation }),
      isBinary
        ? mcNemar(
            count((item) => item.baseline < item.candidate),
            count((item) => item.baseline > item.candidate),
          )
        : undefined,
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

function expectMetrics(
  comparison: Comparison,
  baseline: readonly StoredRun[],
  candidate: readonly StoredRun[],
): void {
  const expected = ["length", "tone"].flatMap((name) => {
    const items = referenceMetric(name, baseline, candidate);
    if (items.length === 0) return [];
    const values = items.flatMap((item) => [item.baseline, item.candidate]);
    const differences = items.map((item) => item.candidate - item.baseline);
    const variance = varianceOf(differences);
    const { interval, pValue } = pairedMetricDifference({
      n: items.length,
      mean: mean(differences),
      deviation: variance === null ? null : Math.sqrt(variance),
      span: Math.max(...values) - Math.min(...values),
    });
    const near = (value: number) => expect.closeTo(value, 6);
    return {
      name,
      higherIsBetter: null,
      items: items.length,
      baseline: near(mean(items.map((item) => item.baseline))),
      candidate: near(mean(items.map((item) => item.candidate))),
      difference: near(mean(differences)),
      interval: interval && { low: near(interval.low), high: near(interval.high) },
      pValue: pValue === null ? null : near(pValue),
    };
  });
  expect(comparison.metrics).toEqual(expected.toSorted((a, b) => b.items - a.items));
}

/** What a run asked, whatever the order. */
const itemsAsked = ({ results, edition }: StoredRun) =>
  JSON.stringify(
    [...new Set(results.map(({ item }) => JSON.stringify([item, textsOf(item, edition)])))].toSorted(),
  );

function expectFigures(
  figures: GroupFigures,
  runs: readonly StoredRun[],
  items: readonly { readonly mean: number; readonly passes: boolean }[],
): void {
  const means = items.map((item) => item.mean);
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
  expect(figures.common.itemsHash === null).toBe(same(runs.map(itemsAsked)) === undefined);
  expect(figures).toMatchObject({
    runs: runs.length,
    firstCompletedAt: instantOf(Math.min(...completed)),
    lastCompletedAt: instantOf(Math.max(...completed)),
    items: new Set(runs.flatMap((run) => run.results.map(({ item }) => `${run.datasetId} ${item}`))).size,
    scoredItems: means.length,
    averageScore: close(orNull(means)),
    passedItems: items.filter((item) => item.passes).length,
    results: results.length,
    erroredResults: results.filter(({ score }) => score === null).length,
    unscoredResults: results.filter(({ score }) => score === undefined).length,
    meanLatencyMs: close(orNull(latencies)),
    measuredResults: latencies.length,
    meanCostUsd: close(orNull(costs)),
    pricedResults: costs.length,
  });
}
