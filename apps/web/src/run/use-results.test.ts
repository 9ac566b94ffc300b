import { ListResults } from "@evalboard/contract";
import { exampleId, resultWith } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { parseRunSearch } from "../address/run.ts";
import { type AskedPage, nextCursor, resultsQueryOf } from "./use-results.ts";

const page = (positions: readonly number[], rest: Partial<AskedPage> = {}): AskedPage => ({
  results: positions.map((position) => resultWith({ position })),
  nextCursor: null,
  cursor: null,
  stored: 4,
  ...rest,
});

test("reads on where the server says", () => {
  expect(nextCursor(page([1, 2], { nextCursor: "0.5_2" }), false, 4)).toBe("0.5_2");
});

test("ends when everything is read", () => {
  expect(nextCursor(page([3, 4]), true, 4)).toBeUndefined();
  expect(nextCursor(page([]), true, 4)).toBeUndefined();
});

test("goes on behind the last result once a running run has more", () => {
  expect(nextCursor(page([3, 4]), true, 5)).toBe("4");
});

test("goes on from where an empty page was asked for", () => {
  expect(nextCursor(page([], { cursor: "7" }), true, 9)).toBe("7");
  expect(nextCursor(page([], { stored: 0 }), true, 2)).toBe("0");
});

test("a list sorted by a figure has an end: what is new stands somewhere within", () => {
  expect(nextCursor(page([3, 4]), false, 5)).toBeUndefined();
});

test("an address becomes a question that the server takes", () => {
  const search = parseRunSearch({
    passed: false,
    metric: "tone",
    max: 3,
    text: "late",
    sort: "score",
    column: "tone",
  });
  const query = { runId: exampleId(31), ...resultsQueryOf(search) };
  expect(ListResults.parse(query)).toMatchObject({
    passed: false,
    metric: { name: "tone", max: 3 },
    text: "late",
    sort: "score",
  });
  expect(ListResults.parse({ runId: exampleId(31), ...resultsQueryOf({}) }).metric).toBeUndefined();
});
