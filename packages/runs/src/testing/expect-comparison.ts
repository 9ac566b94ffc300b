import type { Comparison, GroupFigures } from "@evalboard/contract";
import { type ReferenceRun, referenceSides } from "@evalboard/facts/testing/reference-sides";
import { independentDifference, pairedMetricDifference } from "@evalboard/inference";
import { referenceChange, referenceVerdict } from "@evalboard/inference/testing/reference-change";
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

/** Two groups of a board's runs; `known` is the whole board where there are facts of it. */
interface GroupsOfTest {
  readonly baseline: readonly StoredRun[];
  readonly candidate: readonly StoredRun[];
  readonly known: readonly StoredRun[] | null;
}

/** Expects of a comparison what plain loops over the runs of both groups come to. */
export function expectComparison(comparison: Comparison, groups: GroupsOfTest): void {
  const { baseline, candidate } = groups;
  const own = { baseline: referenceMeans(baseline), candidate: referenceMeans(candidate) };
  const items = referenceItems(baseline, candidate);
  const isPaired = items.length > 0;
  const moves = items.map((item) => item.candidate - item.baseline);
  expect(comparison).toMatchObject({
    pairing: isPaired ? "paired" : "unpaired",
    matchedBy: referenceMatching(baseline, candidate),
    changedItems: referenceChanged(items, baseline, candidate),
    movedItems: {
      rose: moves.filter((move) => move > 1e-9).length,
      fell: moves.filter((move) => move < -1e-9).length,
    },
  });
  expectFigures(comparison.baseline, baseline, own.baseline);
  expectFigures(comparison.candidate, candidate, own.candidate);
  expectMetrics(comparison, baseline, candidate);
  expectChange(comparison, groups);
  if (!isPaired) expectUnpaired(comparison, own);
}

function expectChange({ change, score }: Comparison, { baseline, candidate, known }: GroupsOfTest): void {
  const matched = referenceMatching(baseline, candidate);
  const runs = new Map([...baseline, ...candidate, ...(known ?? [])].map((run) => [run, referenceRun(run)]));
  const asReference = (given: readonly StoredRun[]) => given.map((run) => runs.get(run)!);
  const sides = referenceSides({
    newer: asReference(candidate),
    older: asReference(baseline),
    stratumOf: (run) =>
      JSON.stringify([
        matched.includes("model") && run.model,
        matched.includes("promptVersion") && run.version,
      ]),
    known: known && asReference(known.filter(({ status }) => status === "completed")),
  });
  const expected = referenceChange(sides);
  if (expected.sharedItems === 0) {
    const { difference: _own, oneLook: _welch, ...rest } = expected;
    expect(change).toMatchObject({ ...rest, adjustedPValue: null, verdict: null });
    return;
  }
  const { pValue } = expected;
  expect(change).toEqual(
    nearTo({ ...expected, adjustedPValue: pValue, verdict: referenceVerdict(expected, pValue) }),
  );
  const weighted = (side: "newer" | "older") => {
    const weights = sides.strata.map(({ newer, older }) => (newer.n * older.n) / (newer.n + older.n));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return sides.strata.reduce(
      (sum, stratum, index) => sum + (weights[index]! / total) * stratum[`${side}Mean`],
      0,
    );
  };
  expect(score).toEqual({ baseline: close(weighted("older")), candidate: close(weighted("newer")) });
}

/** Its numbers to nine places, whole ones exactly. */
function nearTo(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value : expect.closeTo(value, 8);
  if (Array.isArray(value)) return value.map(nearTo);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, nearTo(part)]));
}

function referenceRun({ modelId, datasetId, promptVersionId, ...run }: StoredRun): ReferenceRun {
  const answers = run.results.flatMap(({ item, score, passed = (score ?? 0) >= 0.5 }) =>
    typeof score === "number" ? [{ item, score, passed }] : [],
  );
  return {
    model: modelId,
    dataset: datasetId,
    version: promptVersionId,
    averageScore: orNull(answers.map(({ score }) => score)),
    limited: run.limited ?? false,
    day: instantOf(run.completedAt).slice(0, 10),
    answers,
  };
}

type Means = ReturnType<typeof referenceMeans>;

/** Groups without a shared item: Welch's t over the items of each. */
function expectUnpaired({ score, change }: Comparison, own: { baseline: Means; candidate: Means }): void {
  const [baseline, candidate] = [own.baseline, own.candidate].map((items) => items.map((item) => item.mean));
  expect(score).toEqual({ baseline: close(orNull(baseline!)), candidate: close(orNull(candidate!)) });
  if (baseline!.length === 0 || candidate!.length === 0) {
    expect([change.difference, change.oneLook]).toEqual([null, null]);
    return;
  }
  const sample = (values: readonly number[]) => ({
    n: values.length,
    mean: mean(values),
    variance: varianceOf(values),
    items: values.length,
  });
  const { difference, interval, pValue } = independentDifference(sample(candidate!), sample(baseline!));
  expect(change.difference).toEqual(close(difference));
  expect(change.oneLook).toEqual(interval && nearTo({ interval, pValue }));
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
