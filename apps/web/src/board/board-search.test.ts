import { expect, test } from "vitest";
import { parseBoardSearch } from "./board-search.ts";

test("the address says which period and which tab", () => {
  expect(parseBoardSearch({ period: "30d", tab: "matrix" })).toEqual({ period: "30d", tab: "matrix" });
});

test("an address without a tab, or with one that is none, shows the first view", () => {
  expect(parseBoardSearch({})).toEqual({ period: "7d" });
  expect(parseBoardSearch({ tab: "figures" })).toEqual({ period: "7d" });
});
