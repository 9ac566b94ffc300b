import { describe, expect, it } from "vitest";
import { comparisonOf, runOf } from "../testing/gated-runs.ts";
import { namePrompts, nameRun, wordComparison, wordMetric, wordPair } from "./words.ts";

const now = runOf("now", { version: 2 });

it("names a model once, and two where they differ", () => {
  expect(nameRun(now, null)).toBe("openai/gpt-4o on capitals");
  expect(nameRun(now, runOf("before"))).toBe("openai/gpt-4o on capitals");
  expect(nameRun(now, runOf("before", { model: "gpt-4" }))).toBe("openai/gpt-4 → openai/gpt-4o on capitals");
});

it("names prompts as short as they go", () => {
  expect(namePrompts(now, null)).toBe("ask v2");
  expect(namePrompts(now, runOf("before", { version: 2 }))).toBe("ask v2");
  expect(namePrompts(now, runOf("before"))).toBe("ask v1 → v2");
  expect(namePrompts(now, runOf("before", { prompt: "greet" }))).toBe("greet v1 → ask v2");
});

describe("two runs that are no like for like", () => {
  const pair = (told: Parameters<typeof runOf>[1], comparison: Parameters<typeof comparisonOf>[2] = {}) =>
    wordPair(runOf("now", told), runOf("before"), comparisonOf("no clear change", 0, comparison));
  const other = { told: { itemsHash: "b" } };

  it("are said to have asked other items, and how these differ", () => {
    expect(pair({}).asked).toBeNull();
    // The same items, of which some broke on one side.
    expect(pair({}, { change: { baselineOnlyItems: 3 } }).asked).toBeNull();
    expect(
      pair(other, { change: { baselineOnlyItems: 8, candidateOnlyItems: 4 }, changedItems: 3 }).asked,
    ).toBe("not the same items: 12 items are only in one of them; 3 shared ones have another question");
    expect(pair(other, { change: { candidateOnlyItems: 1 }, changedItems: 1 }).asked).toBe(
      "not the same items: 1 item is only in one of them; 1 shared one has another question",
    );
    expect(pair(other, { changedItems: 2 }).asked).toBe(
      "not the same items: 2 shared ones have another question",
    );
    expect(pair(other).asked).toBe("not the same items");
    expect(pair({ told: { limited: true } }).asked).toBe("the run is limited");
    expect(
      pair({ told: { limited: true, itemsHash: "b" } }, { change: { baselineOnlyItems: 2 } }).asked,
    ).toBe("the run is limited; not the same items: 2 items are only in one of them");
  });

  it("are said to differ in tags, and in the metric that is their score", () => {
    expect(pair({}).tags).toBeNull();
    expect(pair({ told: { tags: { temperature: "0.7", host: "a" } } }).tags).toBe(
      "host – → a, temperature – → 0.7",
    );
    expect(pair({}).scoredBy).toBeNull();
    expect(pair({ told: { scoreMetric: "f1" } }).scoredBy).toBe(
      "a metric that nobody named in the baseline, f1 in the run: their scores may not be of one kind",
    );
  });

  it("have pass rates of their own results, or none", () => {
    expect(pair({ told: { passedItems: 30, erroredItems: 4, unscoredItems: 4 } }).passRates).toBe(
      "62.5% of 40 → 93.8% of 32",
    );
    expect(pair({ told: { passedItems: 0, unscoredItems: 40 } }).passRates).toBe("62.5% of 40 → –");
  });
});

it("counts answers that nobody has scored by themselves, apart from calls that broke", () => {
  const comparison = comparisonOf("no clear change", 0);
  const candidate = { ...comparison.candidate, unscoredResults: 12 };
  expect(wordComparison({ ...comparison, candidate })).toMatchObject({
    errored: null,
    unscored: "0 → 12 of 40 results",
  });
});

it("shows a metric on its own scale", () => {
  const metric = { name: "edits", items: 40, baseline: 31_234.5, candidate: 31_230, difference: -4.5 };
  expect(wordMetric({ ...metric, higherIsBetter: false, interval: null, pValue: null })).toEqual({
    name: "edits",
    means: "31,235 → 31,230",
    change: "−4.5",
    p: "–",
    items: "40",
    better: "lower",
  });
  const interval = { low: -10, high: 1 };
  expect(wordMetric({ ...metric, higherIsBetter: null, interval, pValue: 0.2 })).toMatchObject({
    change: "−4.5, −10 to +1",
    p: "0.200",
    better: "not said",
  });
});
