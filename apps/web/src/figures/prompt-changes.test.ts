import { changeWith } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { correctionWords, powerWords, strataWords } from "./prompt-changes.tsx";

const change = changeWith({ detectableChange: 0.124 });

describe("beside the verdict", () => {
  test("too few runs say which change would have gone unseen", () => {
    expect(powerWords({ ...change, verdict: "too few runs" })).toBe(
      "a change under 0.124 would probably have gone unseen",
    );
  });

  test("no clear change says which one would have shown", () => {
    expect(powerWords({ ...change, verdict: "no clear change", detectableChange: 0.04 })).toBe(
      "a change of 0.040 would probably have shown",
    );
  });

  test("a change that was seen needs no such words, and there are none where nothing is known", () => {
    expect(powerWords(change)).toBeNull();
    expect(powerWords({ ...change, verdict: "too few runs", detectableChange: null })).toBeNull();
  });
});

test("the pairs are counted, and their absence is told", () => {
  expect([0, 1, 21].map((strata) => strataWords({ strata }))).toEqual([
    "no model and dataset in common",
    "in 1 model–dataset pair",
    "in 21 model–dataset pairs",
  ]);
});

test("the correction counts the prompts tested", () => {
  expect([0, 1, 6].map(correctionWords)).toEqual([
    "No change has runs enough for a test.",
    "One change could be tested, at 5%.",
    "Verdicts are tested at 5%, and corrected for the 6 prompts tested (Holm).",
  ]);
});
