import type { Comparison } from "@evalboard/contract";
import { changeWith } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import {
  itemSetWords,
  ownMeansWords,
  passesAndScoresWords,
  pairingWords,
  testWords,
  unpairedItemsWords,
  verdictSentence,
} from "./words.ts";

const comparison = (
  verdict: Comparison["change"]["verdict"],
  difference: number | null,
  detectableChange: number | null,
  interval: Comparison["change"]["interval"] = null,
) => ({ change: changeWith({ verdict, difference, interval, detectableChange }) });

test("the verdict says how much, and in which direction", () => {
  expect(verdictSentence(comparison("improved", 0.042, 0.03))).toBe(
    "The candidate scores 0.042 higher, by more than chance explains.",
  );
  expect(verdictSentence(comparison("worse", -0.1, 0.03))).toBe(
    "The candidate scores 0.100 lower, by more than chance explains.",
  );
  expect(verdictSentence(comparison("no clear change", -0.004, 0.03))).toBe(
    "The candidate scores 0.004 lower, by no more than chance explains.",
  );
  expect(verdictSentence(comparison("no clear change", 0.0005, 0.03))).toBe(
    "The candidate scores 0.001 higher, by no more than chance explains.",
  );
});

test.each([0, 0.0004, -0.0004])("a difference of %d reads as none, with its interval", (difference) => {
  const interval = { low: -0.0214, high: 0.0206 };
  expect(verdictSentence(comparison("no clear change", difference, 0.03, interval))).toBe(
    "The candidate scores the same: a difference of 0.000, 95% CI −0.021 to +0.021.",
  );
});

test("a change that is certain is told however small it is, and never as 0", () => {
  expect(verdictSentence(comparison("improved", 0.0004, 0.0003))).toBe(
    "The candidate scores less than 0.001 higher, by more than chance explains.",
  );
  expect(verdictSentence(comparison("worse", -0.0004, 0.0003))).toBe(
    "The candidate scores less than 0.001 lower, by more than chance explains.",
  );
  expect(verdictSentence(comparison("worse", -0.9996, 0.03))).toBe(
    "The candidate scores more than 0.999 lower, by more than chance explains.",
  );
});

test("too little to say says what would have shown", () => {
  expect(verdictSentence(comparison("too little to say", 0.03, 0.117))).toBe(
    "Too little to say: only a true change of 0.117 or more would most likely have shown.",
  );
  for (const beyondTheScale of [1, 1.4])
    expect(verdictSentence(comparison("too little to say", 0.03, beyondTheScale))).toBe(
      "Too little to say: no change would most likely have shown.",
    );
  expect(verdictSentence(comparison("too little to say", 1, null))).toBe("Too little to say anything.");
});

test("without a verdict it says of what the difference is", () => {
  expect(verdictSentence(comparison(null, 0.03, null))).toBe(
    "The candidate scores 0.030 higher, on other items.",
  );
  expect(verdictSentence(comparison(null, 0.0001, null))).toBe(
    "The candidate scores the same, on other items.",
  );
  expect(verdictSentence(comparison(null, null, null))).toBe(
    "There is nothing to compare: a side has no scored items.",
  );
});

test("the test is told with its n where no item is shared", () => {
  const shared = { change: changeWith(), pairing: "paired" } as unknown as Comparison;
  expect(testWords(shared)).toBe("however often one looks");
  const apart = {
    pairing: "unpaired",
    change: changeWith({ verdict: null }),
    baseline: { scoredItems: 1_030 },
    candidate: { scoredItems: 1 },
  } as unknown as Comparison;
  expect(testWords(apart)).toBe("Welch's t, 1,030 and 1 items, looking once");
  expect(testWords({ ...apart, change: changeWith({ oneLook: null }) })).toBe("no test, 1,030 and 1 items");
});

test("pairing says within what, and which items have no pair", () => {
  const paired = {
    matchedBy: ["model"],
    change: changeWith({ sharedItems: 412, candidateOnlyItems: 3 }),
  } as unknown as Comparison;
  expect(pairingWords(paired)).toBe("Paired: 412 shared items, like against like within the same model.");
  expect(unpairedItemsWords(paired)).toBe("Left out, scored on one side alone: 3 items in the candidate.");
  const plain = { matchedBy: [], change: changeWith({ sharedItems: 1 }) } as unknown as Comparison;
  expect(pairingWords(plain)).toBe("Paired: 1 shared item, each against itself.");
  expect(unpairedItemsWords(plain)).toBeNull();
});

describe("the means of the sides' own runs", () => {
  const alike = { pairing: "paired", matchedBy: [], score: { baseline: 0.7161, candidate: 0.7159 } };
  const wordsOf = (other: object, items: Partial<Comparison["change"]> = {}) =>
    ownMeansWords({
      ...alike,
      ...other,
      change: changeWith({ sharedItems: 412, ...items }),
    } as unknown as Comparison);

  test("are told from those that the difference is of, where the mix of a side moves them", () => {
    expect(wordsOf({ matchedBy: ["model"] })).toBe(
      "Each side over all of its own runs, whose mix of models may differ: these figures can point another way than the verdict. That is of the 412 shared items within the same model and dataset, where the average scores are 0.716 and 0.716.",
    );
    expect(wordsOf({ matchedBy: ["model", "promptVersion"] }, { sharedItems: 1 })).toContain(
      "whose mix of models and prompt versions may differ: these figures can point another way than the verdict. That is of the 1 shared item within the same model, prompt version and dataset, where",
    );
  });

  test.each([{ baselineOnlyItems: 1 }, { candidateOnlyItems: 9 }])(
    "are told from them where an item stands on one side alone: %o",
    (only) => {
      expect(wordsOf({}, only)).toBe(
        "Each side over all of its own runs, whose mix of items may differ: these figures can point another way than the verdict. That is of the 412 shared items, where the average scores are 0.716 and 0.716.",
      );
    },
  );

  test("an item may be lost while its score rises: the two go by different figures", () => {
    expect(passesAndScoresWords({ matchedBy: [] })).toBe(
      "Lost and gained: whether at least half of a side's answers to the item passed. Change: of their average score. An item may be lost while its score rises.",
    );
    expect(passesAndScoresWords({ matchedBy: ["model"] })).toContain("average score, within the same model.");
  });

  test("need no word where the difference is theirs: all items shared and nothing matched, or none shared", () => {
    expect(wordsOf({})).toBeNull();
    expect(
      wordsOf({ pairing: "unpaired", matchedBy: ["model"] }, { sharedItems: 0, baselineOnlyItems: 5 }),
    ).toBeNull();
  });
});

describe("two sets of items", () => {
  const ofSets = (
    { baselineOnlyItems = 0, candidateOnlyItems = 0, ...told }: Record<string, number>,
    hashes: readonly [string | null, string | null] = ["a", "b"],
  ) =>
    ({
      pairing: "paired",
      baseline: { common: { itemsHash: hashes[0] } },
      candidate: { common: { itemsHash: hashes[1] } },
      change: changeWith({ baselineOnlyItems, candidateOnlyItems }),
      changedItems: 0,
      ...told,
    }) as unknown as Comparison;

  test("are told with what is not in both and what was asked otherwise", () => {
    expect(itemSetWords(ofSets({ baselineOnlyItems: 2, candidateOnlyItems: 10, changedItems: 3 }))).toBe(
      "The sides did not ask the same set of items: 12 items are not in both; 3 shared items have another input or expected answer. The verdict is of the shared ones.",
    );
    expect(itemSetWords(ofSets({ candidateOnlyItems: 1 }))).toContain("1 item is not in both. The");
    expect(itemSetWords(ofSets({}))).toBe(
      "The sides did not ask the same set of items. The verdict is of the shared ones.",
    );
  });

  test("are one where both asked the same, though some calls broke on one side", () => {
    expect(itemSetWords(ofSets({ candidateOnlyItems: 4 }, ["a", "a"]))).toBeNull();
  });

  test("whose hash a side has not got tell of changed items alone", () => {
    expect(itemSetWords(ofSets({ candidateOnlyItems: 4 }, [null, "a"]))).toBeNull();
    expect(itemSetWords(ofSets({ candidateOnlyItems: 4, changedItems: 1 }, [null, "a"]))).toContain(
      "items: 1 shared item has another input",
    );
  });

  test("need no word beside the warning that none is shared", () => {
    expect(itemSetWords({ ...ofSets({}), pairing: "unpaired" })).toBeNull();
  });
});
