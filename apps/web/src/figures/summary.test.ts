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
  failedItems: 1_284,
  failureRate: 0.0625,
  erroredItems: 0,
  errorRate: 0,
  meanLatencyMs: 1_454,
  measuredRuns: 211,
  costUsd: 39.38,
  pricedRuns: 193,
};

test("each figure stands beside what it rests on", () => {
  expect(
    summaryFigures({ ...week, previous: null }).map(({ title, value, basis }) => [title, value, basis]),
  ).toEqual([
    ["Runs", "214", "20,544 items"],
    ["Average score", "0.847", "95% CI 0.835–0.859"],
    ["Failure rate", "6.3%", "1,284 of 20,544"],
    ["Error rate", "0.0%", "0 of 20,544"],
    ["Mean latency", "1.45 s", "over 211 runs"],
    ["Cost", "$39.38", "known for 193 runs"],
  ]);
});

test("one run has a score and no interval", () => {
  const one = { ...week, scoredRuns: 1, scoreInterval: null, previous: null };
  expect(summaryFigures(one)[1]?.basis).toBe("over 1 run");
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
    failureRate: 0.07,
    meanLatencyMs: 2_000,
  };

  test("is judged where it is more than noise, which only the score's intervals tell", () => {
    const tones = summaryFigures({ ...week, previous: before }).map(({ title, change }) => [
      title,
      change?.tone,
    ]);
    expect(tones).toEqual([
      ["Runs", "neutral"],
      ["Average score", "bad"],
      ["Failure rate", "neutral"],
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
