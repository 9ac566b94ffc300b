import type { Answers, StatsReport } from "@evalboard/contract";
import { expect, test } from "vitest";
import { faceOf } from "./answers.ts";
import { quietWords } from "./questions.tsx";
import { dotOf, scoresByBucket, scoresPlan } from "./scores-plan.ts";

test("changes that say nothing are counted, and it is said why they say nothing", () => {
  const [apart, little] = [{ verdict: null }, { verdict: "too little to say" }] as const;
  expect(quietWords([apart, little, little], false)).toBe(
    "3 more changes with nothing to compare or too little to say",
  );
  expect(quietWords([apart], false)).toBe("1 more change with nothing to compare");
  expect(quietWords([little], true)).toBe("1 change with too little to say");
});

test("the badge of the prompts tells how all of several changes came out, and of one or none its state", () => {
  const labelOf = (
    state: Answers["prompts"]["state"],
    counts: Partial<Answers["prompts"]["counts"]>,
  ): string => {
    const none = { improved: 0, worse: 0, noClearChange: 0, tooLittle: 0, nothingToCompare: 0 };
    return faceOf({ prompts: { state, counts: { ...none, ...counts } } } as Answers, "prompts").label;
  };
  expect(labelOf("improved", { improved: 1 })).toBe("Improved");
  expect(labelOf("improved", { improved: 1, worse: 1 })).toBe("1 improved, 1 worse");
  expect(labelOf("no clear change", { noClearChange: 1, worse: 2 })).toBe("2 worse");
  expect(labelOf("improved", { improved: 2, tooLittle: 1 })).toBe("2 improved");
  expect(labelOf("no clear change", { noClearChange: 2, tooLittle: 1 })).toBe("No clear change");
  expect(labelOf("none", {})).toBe("Nothing yet");
});

const lineOf = (provider: string, name: string, ...scores: (number | null)[]) => ({
  model: { modelId: `${provider}-${name}`, provider, name },
  points: scores.map((score, day) => ({
    from: `2026-11-1${day}T00:00:00.000Z`,
    to: `2026-11-1${day + 1}T00:00:00.000Z`,
    runs: score === null ? 0 : 2,
    items: score === null ? 0 : 40,
    score,
    interval: score === null ? null : { low: score - 0.1, high: score + 0.1 },
  })),
});

const scores: StatsReport["scoreOverTime"] = [
  lineOf("openai", "large", 0.8, null),
  lineOf("azure", "large", 0.7, 0.75),
  lineOf("fjord", "small", null, 0.5),
];

test("each model has a line of its own colour and name; of two alike the provider stands before", () => {
  const { series } = scoresPlan(scores);
  expect(series.map(({ label }) => label)).toEqual(["openai/large", "azure/large", "small"]);
  expect(new Set(series.map((one) => one.shape === "line" && one.color)).size).toBe(3);
  expect(dotOf(scores, "fjord-small")).toBe("bg-series-3");
  expect(dotOf(scores, "nobody")).toBeUndefined();
});

test("a bucket has the score of each model, a gap where there is none, and what it rests on", () => {
  const { series, columns } = scoresPlan(scores);
  const buckets = scoresByBucket(scores);
  expect(buckets.map((bucket) => series.map(({ value }) => value(bucket)))).toEqual([
    [0.8, 0.7, null],
    [null, 0.75, 0.5],
  ]);
  expect(series[0]!.basis?.(buckets[0]!)).toBe("0.700 to 0.900, 40 items in 2 runs");
  expect(columns.map(([, cell]) => cell(buckets[1]!))[0]).toBe("none");
  expect(scoresByBucket([])).toEqual([]);
});
