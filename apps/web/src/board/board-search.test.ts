import { expect, test } from "vitest";
import { BoardSearch } from "./board-search.ts";

test("the address says which period", () => {
  expect(BoardSearch.parse({ period: "30d" })).toEqual({ period: "30d" });
});

test("an address without a period, or with one that is none, shows the last 7 days", () => {
  expect(BoardSearch.parse({})).toEqual({ period: "7d" });
  expect(BoardSearch.parse({ period: "5d" })).toEqual({ period: "7d" });
});
