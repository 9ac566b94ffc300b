import { NamedPeriod } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./params.ts";
import { parsePeriodSearch, periodBetween, periods, wordsOfPeriod } from "./period.ts";

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

describe("a range", () => {
  const shown = (address: string) => parsePeriodSearch(parseSearch(address)).period;

  test("of days or of instants is in the address by its ends", () => {
    expect(shown("?from=2026-11-01&to=2026-11-14")).toBe("2026-11-01/2026-11-14");
    expect(shown("?from=2026-11-23T09:00:00Z&to=2026-11-23T15:00:00Z")).toBe(
      "2026-11-23T09:00:00.000Z/2026-11-23T15:00:00.000Z",
    );
    expect(shown("?period=2026-11-01/2026-11-14")).toBe("2026-11-01/2026-11-14");
    expect(stringifySearch({ period: "2026-11-01/2026-11-14", label: "main" })).toBe(
      "?label=main&from=2026-11-01&to=2026-11-14",
    );
    expect(stringifySearch({ ...parsePeriodSearch({ period: "30d", from: "2026-11-01" }) })).toBe(
      "?period=30d",
    );
  });

  test("that is none shows the last 7 days", () => {
    const none = ["?from=2026-11-14&to=2026-11-01", "?from=2026-11-01", "?from=2026-11-31&to=2026-12-01"];
    expect(none.map(shown)).toEqual(["7d", "7d", "7d"]);
    expect(shown("?from=2026-11-01&to=2026-11-14T00:00:00Z")).toBe("7d");
    expect(shown("?from=2026-11-23T09:00:00Z&to=2026-11-23T09:00:00Z")).toBe("7d");
  });

  test("of buckets is the days that they lie in, in the board's zone, or their hours", () => {
    const [from, to] = ["2026-11-16T23:00:00.000Z", "2026-11-18T23:00:00.000Z"];
    expect(periodBetween(from, to, "day", "Europe/Berlin")).toBe("2026-11-17/2026-11-18");
    expect(periodBetween(from, to, "week", "UTC")).toBe("2026-11-16/2026-11-18");
    expect(periodBetween(from, to, "hour", "Europe/Berlin")).toBe(`${from}/${to}`);
  });

  test("has words for sentences, as a period has", () => {
    expect(wordsOfPeriod("2026-11-01/2026-11-14")).toMatchObject({ span: "this time" });
    expect(wordsOfPeriod("7d")).toMatchObject({ span: "the last 7 days" });
  });
});
