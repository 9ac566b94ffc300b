import { NamedPeriod } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { parsePeriodSearch, periods } from "./period.ts";

describe("periods", () => {
  test("the switcher has the contract's periods, all of them", () => {
    expect(periods).toEqual(NamedPeriod.options);
  });

  test("the address says which period", () => {
    expect(periods.map((period) => parsePeriodSearch({ period }).period)).toEqual(periods);
  });

  test("an address without a period, or with one that is none, shows the last 7 days", () => {
    expect(parsePeriodSearch({})).toEqual({ period: "7d" });
    expect(parsePeriodSearch({ period: "5d" })).toEqual({ period: "7d" });
    expect(parsePeriodSearch({ period: ["30d"] })).toEqual({ period: "7d" });
  });
});
