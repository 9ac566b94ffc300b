import type { SummaryFigures } from "@evalboard/contract";
import { noFigures } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { summaryFigures } from "./summary.tsx";

const week: SummaryFigures = {
  runs: 214,
  averageScore: 0.847,
  scoredRuns: 213,
  scoreInterval: { low: 0.835, high: 0.859 },
  items: 20_544,
  scoredItems: 20_424,
  passedItems: 19_140,
  passRate: 0.9371,
  passInterval: { low: 0.931, high: 0.943 },
  erroredItems: 0,
  errorRate: 0,
  unscoredItems: 120,
  meanLatencyMs: 1_454,
  measuredRuns: 211,
  measuredItems: 20_000,
  costUsd: 39.38,
  pricedRuns: 193,
  pricedItems: 18_000,
  spentUsd: 12.5,
  spentRuns: 100,
};

test("each figure stands beside what it rests on", () => {
  expect(
    summaryFigures({ ...week, previous: null }).map(({ title, value, basis }) => [title, value, basis]),
  ).toEqual([
    ["Runs", "214", ["20,544 items", "120 not scored"]],
    ["Average score", "0.847", ["95% CI 0.835–0.859", "over 213 runs"]],
    ["Pass rate", "93.7%", ["95% CI 93.1%–94.3%", "19,140 of 20,424"]],
    ["Error rate", "0.0%", ["0 of 20,544"]],
    ["Mean latency", "1.45 s", ["over 211 runs"]],
    ["Cost", "$39.38", ["known for 193 runs", "$12.50 spent in 100 runs"]],
  ]);
});

test("one run has a score and no interval", () => {
  const one = { ...week, scoredRuns: 1, scoreInterval: null, previous: null };
  expect(summaryFigures(one)[1]?.basis).toEqual(["over 1 run"]);
});

test("what was spent is told where it is not the list price, and unscored items where there are any", () => {
  const told = { ...week, spentUsd: 39.38, unscoredItems: 0, previous: null };
  const [runs, , , , , cost] = summaryFigures(told);
  expect([runs?.basis, cost?.basis]).toEqual([["20,544 items"], ["known for 193 runs"]]);
});

test("unknown figures are dashes", () => {
  const values = summaryFigures({ ...noFigures, previous: null }).map(({ value }) => value);
  expect(values).toEqual(["0", "–", "–", "–", "–", "–"]);
});

describe("the change", () => {
  const before = {
    ...week,
    runs: 200,
    averageScore: 0.875,
    scoreInterval: { low: 0.862, high: 0.888 },
    passRate: 0.92,
    passInterval: { low: 0.912, high: 0.928 },
    meanLatencyMs: 2_000,
  };

  test("is judged where it is more than noise, which only intervals tell", () => {
    const tones = summaryFigures({ ...week, previous: before }).map(({ title, change }) => [
      title,
      change?.tone,
    ]);
    expect(tones).toEqual([
      ["Runs", "neutral"],
      ["Average score", "bad"],
      ["Pass rate", "good"],
      ["Error rate", "neutral"],
      ["Mean latency", "neutral"],
      ["Cost", "neutral"],
    ]);
  });

  test("is absent where there is no window before, or nothing in it", () => {
    expect(summaryFigures({ ...week, previous: null }).every(({ change }) => change === null)).toBe(true);
    expect(summaryFigures({ ...week, previous: noFigures }).every(({ change }) => change === null)).toBe(
      true,
    );
  });
});
