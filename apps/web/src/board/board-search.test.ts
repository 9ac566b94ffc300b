import { Period } from "@evalboard/stats/contract";
import { expect, test } from "vitest";
import { parseBoardSearch, periods } from "./board-search.ts";

test("the switcher has the contract's periods, all of them", () => {
  expect(periods).toEqual(Period.options);
});

test("the address says which period", () => {
  expect(periods.map((period) => parseBoardSearch({ period }).period)).toEqual(periods);
});

test("an address without a period, or with one that is none, shows the last 7 days", () => {
  expect(parseBoardSearch({})).toEqual({ period: "7d" });
  expect(parseBoardSearch({ period: "5d" })).toEqual({ period: "7d" });
  expect(parseBoardSearch({ period: ["30d"] })).toEqual({ period: "7d" });
});
