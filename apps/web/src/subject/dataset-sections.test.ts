import { describe, expect, test } from "vitest";
import { itemsWords } from "./dataset-items.tsx";
import { messagesWords } from "./dataset-messages.tsx";
import { changeWords } from "./dataset-versions.tsx";

const item = {
  itemKey: "a",
  itemName: null,
  input: null,
  scored: 4,
  passed: 1,
  averageScore: 0.25,
  models: 2,
  flips: 1,
  followed: 3,
};

describe("the list of items", () => {
  test("says what it is of", () => {
    expect(itemsWords({ items: [item, item], totalItems: 1_200, runs: 34 }, "hardest", "30d")).toBe(
      "The hardest: 2 of 1,200 items, over the latest 34 runs of the last 30 days.",
    );
  });

  test("says why it is empty", () => {
    expect(itemsWords({ items: [], totalItems: 0, runs: 0 }, "hardest", "7d")).toBe(
      "No completed runs in the last 7 days.",
    );
    expect(itemsWords({ items: [], totalItems: 3, runs: 1 }, "flipping", "all")).toBe(
      "No item flipped: the same model and prompt version always came to the same verdict. " +
        "Of 3 items, over the latest 1 run of all time.",
    );
  });
});

test("a set of items says what it changed against the one before", () => {
  expect(changeWords(null)).toBe("the first");
  expect(changeWords({ added: 3, gone: 1, changed: 1_200 })).toBe("+3 added, −1 gone, ~1,200 changed");
  expect(changeWords({ added: 0, gone: 0, changed: 2 })).toBe("~2 changed");
  expect(changeWords({ added: 0, gone: 0, changed: 0 })).toBe("the same items");
});

const group = { message: "timeout after … ms", results: 7, example: { runId: "a", position: 1 } };

test("the messages say of how many results they are, and whether all are listed", () => {
  expect(messagesWords({ groups: [group], totalGroups: 1, results: 7 })).toBe(
    "7 results in 1 group, of the latest runs (at most 200) of any period.",
  );
  expect(messagesWords({ groups: [group, group], totalGroups: 31, results: 1_200 })).toBe(
    "1,200 results in 31 groups, of the latest runs (at most 200) of any period: the 2 largest groups.",
  );
});
