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
  expect(Object.values(parseRunSearch({ outcome: "bad", sort: "key", result: "last" }))).toEqual(
    Array(5).fill(undefined),
  );
});
