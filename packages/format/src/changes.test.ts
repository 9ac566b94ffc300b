import { describe, expect, test } from "vitest";
import { passWords, sentenceOf, sharedWords, planWords, powerWords, remarkWords } from "./changes.ts";

const items = { sharedItems: 50, baselineOnlyItems: 60, candidateOnlyItems: 1_090 };

test("shared items are told of all that either side has", () => {
  expect(sharedWords(items)).toBe("50 of 1,200 items shared");
  expect(sharedWords({ sharedItems: 1, baselineOnlyItems: 0, candidateOnlyItems: 0 })).toBe(
    "1 of 1 item shared",
  );
});

test("remarks are said in their order, a line each", () => {
  expect(remarkWords({ ...items, remarks: [] })).toEqual([]);
  expect(
    remarkWords({ ...items, remarks: ["never on the same day", "single runs", "few shared items"] }),
  ).toEqual([
    "never ran on the same day: a drift of the model cannot be told from a change",
    "single runs: a bad day cannot be told from a change",
    "only 50 of 1,200 items shared",
  ]);
});

test("what would have shown is said where no change was found", () => {
  const power = (verdict: Parameters<typeof powerWords>[0]["verdict"], detectableChange: number | null) =>
    powerWords({ verdict, detectableChange });
  expect(power("no clear change", 0.0474)).toBe("a change of 0.047 would likely have shown");
  expect(power("too little to say", 0.3)).toBe("a change below 0.300 would likely not have shown");
  expect(power("too little to say", 1)).toBe("even a change of 1 would likely not have shown");
  expect([power("improved", 0.1), power("worse", 0.1), power(null, null)]).toEqual([null, null, null]);
});

describe("a plan", () => {
  const plan = { change: 0.05, moreRuns: 1, moreItems: 1_200, needs: "runs" } as const;

  test("begins with what is needed most", () => {
    expect(planWords(plan)).toBe("a change of 0.05 would need 1 more run a side, or 1,200 more items");
    expect(planWords({ ...plan, needs: "items" })).toBe(
      "a change of 0.05 would need 1,200 more items, or 1 more run a side",
    );
  });

  test("leaves out what alone would never settle it", () => {
    expect(planWords({ ...plan, moreRuns: null })).toBe("a change of 0.05 would need 1,200 more items");
    expect(planWords({ ...plan, moreRuns: null, moreItems: null })).toBe(
      "a change of 0.05 would need more runs and more items",
    );
    expect(planWords(null)).toBeNull();
  });
});

test("passes are gained and lost", () => {
  expect(passWords({ both: 9, neither: 2, gained: 1, lost: 1_010, pValue: 0.0001 })).toBe(
    "1 item gained, 1,010 lost, McNemar's mid-p <0.001",
  );
});

test("words become a sentence", () => {
  expect(sentenceOf("single runs: a bad day")).toBe("Single runs: a bad day.");
});
