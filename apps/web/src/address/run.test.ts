import { Outcome, ResultSort } from "@evalboard/contract";
import { expect, test } from "vitest";
import { parseRunSearch, resultOutcomes, resultSorts } from "./run.ts";

test("the page's options are the contract's", () => {
  expect(resultOutcomes).toEqual(Outcome.options);
  expect(resultSorts).toEqual(ResultSort.options);
});

test("the address says which results, in which order, and which one is open", () => {
  const search = { outcome: "failed", text: 404, sort: "latencyMs", order: "desc", result: 12 };
  expect(parseRunSearch(search)).toEqual({ ...search, text: "404" });
});

test("nonsense in an address shows all results and opens none", () => {
  const search = parseRunSearch({ outcome: "bad", passed: "yes", sort: "key", result: "last" });
  expect(Object.values(search).every((value) => value === undefined)).toBe(true);
});

test("the address says which passed, and what of a metric", () => {
  const search = { passed: false, metric: "tone", min: -1, max: 0, column: ["tone", "verbosity"] };
  expect(parseRunSearch(search)).toEqual(search);
  expect(parseRunSearch({ metric: "leaning", word: "left" })).toEqual({ metric: "leaning", word: "left" });
  expect(parseRunSearch({ column: "tone" }).column).toEqual(["tone"]);
  expect(parseRunSearch({ column: "" }).column).toEqual([]);
});

test("ends and a word without a metric are of nothing", () => {
  expect(parseRunSearch({ min: 0, max: 1, word: "left" })).toEqual({});
});
