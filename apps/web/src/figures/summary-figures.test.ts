import type { LatencyChange, ScoreChange, SummaryFigures } from "@evalboard/contract";
import { noFigures } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { summaryFigures } from "./summary-figures.ts";

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

const alone = { previous: null, scoreChange: null, latencyChange: null };

test("each figure stands beside what it rests on", () => {
  expect(
    summaryFigures({ ...week, ...alone }).map(({ title, value, basis }) => [title, value, basis]),
  ).toEqual([
    ["Runs", "214", ["20,544 items", "120 not scored"]],
    ["Average score", "0.847", ["95% CI 0.835–0.859", "average of 213 runs"]],
    ["Pass rate", "93.7%", ["95% CI 93.1%–94.3%", "19,140 of 20,424"]],
    ["Error rate", "0.0%", ["0 of 20,544"]],
    ["Mean latency", "1.45 s", ["over 211 runs"]],
    ["Cost", "$39.38", ["list price of 193 runs", "$12.50 without cached answers, of 100 runs"]],
  ]);
});

test("a score may have no interval", () => {
  const one = { ...week, scoredRuns: 1, scoreInterval: null, ...alone };
  expect(summaryFigures(one)[1]?.basis).toEqual(["average of 1 run"]);
});

test("what was spent is told where it is not the list price, and unscored items where there are any", () => {
  const told = { ...week, spentUsd: 39.38, unscoredItems: 0, ...alone };
  const [runs, , , , , cost] = summaryFigures(told);
  expect([runs?.basis, cost?.basis]).toEqual([["20,544 items"], ["list price of 193 runs"]]);
});

test("unknown figures are dashes", () => {
  const values = summaryFigures({ ...noFigures, ...alone }).map(({ value }) => value);
  expect(values).toEqual(["0", "–", "–", "–", "–", "–"]);
});

describe("the change", () => {
  const before = { ...week, runs: 200, passRate: 0.92, meanLatencyMs: 2_000 };
  const scoreChange: ScoreChange = {
    pairs: 12,
    within: -0.008,
    interval: { low: -0.014, high: -0.002 },
    pValue: 0.01,
    mix: -0.012,
  };
  const latencyChange: LatencyChange = {
    pairs: 12,
    runs: 200,
    previousRuns: 190,
    ratio: 1.12,
    interval: { low: 1.03, high: 1.22 },
    pValue: 0.008,
    verdict: "slower",
    mostMoved: { modelId: "a", provider: "acme", name: "swift", ratio: 1.4 },
  };
  const changed = { ...week, previous: before, scoreChange, latencyChange };
  const scoreOf = (told: Partial<ScoreChange>) =>
    summaryFigures({ ...changed, scoreChange: { ...scoreChange, ...told } })[1];
  const latencyOf = (told: Partial<LatencyChange>) =>
    summaryFigures({ ...changed, latencyChange: { ...latencyChange, ...told } })[4];

  test("is judged where it is more than chance explains, and of the score and latency alone", () => {
    expect(summaryFigures(changed).map(({ title, change }) => [title, change?.text, change?.tone])).toEqual([
      ["Runs", "+7%", "neutral"],
      ["Average score", "−0.008", "bad"],
      ["Pass rate", "+1.7 pp", "neutral"],
      ["Error rate", "0.0 pp", "neutral"],
      ["Mean latency", "+12%", "bad"],
      ["Cost", "0%", "neutral"],
    ]);
  });

  test("of the score is that within the same models and datasets, the mix apart from it", () => {
    expect(scoreOf({})?.range).toBe("[−0.014, −0.002]");
    expect(scoreOf({})?.notes).toEqual([
      "within the same pairs of model and dataset",
      "mix −0.012: other pairs were run",
    ]);
    const up = scoreOf({ within: 0.008, interval: { low: 0.002, high: 0.014 }, mix: 0.0001 });
    expect([up?.change?.tone, up?.notes]).toEqual(["good", ["within the same pairs of model and dataset"]]);
    const unclear = scoreOf({ interval: { low: -0.02, high: 0.004 }, mix: null });
    expect([unclear?.change?.tone, unclear?.notes?.length]).toEqual(["neutral", 1]);
    const unknown = scoreOf({ interval: null, mix: null });
    expect([unknown?.change?.tone, unknown?.range]).toEqual(["neutral", null]);
  });

  test("of the latency is a ratio with the server's verdict, and who moved most", () => {
    expect(latencyOf({})?.range).toBe("[+3%, +22%]");
    expect(latencyOf({})?.notes).toEqual([
      "slower within the same pairs of model and dataset",
      "most by swift, +40%",
    ]);
    const faster = latencyOf({ verdict: "faster", ratio: 0.88, interval: null, mostMoved: null });
    expect([faster?.change, faster?.notes]).toEqual([
      { text: "−12%", direction: "down", tone: "good" },
      ["faster within the same pairs of model and dataset"],
    ]);
    expect(latencyOf({ verdict: "too little to say" })?.change?.tone).toBe("neutral");
  });

  test("is absent where nothing of both windows compares, which is said", () => {
    const nothing = ["no model ran the same dataset before"];
    expect(scoreOf({ within: null, interval: null })).toMatchObject({ change: null, notes: nothing });
    expect(latencyOf({ ratio: null, interval: null })).toMatchObject({ change: null, notes: nothing });
  });

  test("is absent where there is no window before, or nothing in it", () => {
    const changes = (summary: Parameters<typeof summaryFigures>[0]) =>
      summaryFigures(summary).flatMap(({ change, notes = [] }) => [change, ...notes]);
    expect(changes({ ...week, ...alone }).every((change) => change === null)).toBe(true);
    expect(changes({ ...changed, previous: noFigures }).every((change) => change === null)).toBe(true);
  });
});
