import { describe, expect, test } from "vitest";
import { Period, StatsQuery } from "./index.ts";

const problemsOf = (period: unknown) => Period.safeParse(period).error?.issues.map(({ message }) => message);

describe("a period", () => {
  test.each([
    "7d",
    "all",
    "2026-11-01/2026-11-14",
    "2026-11-01/2026-11-01",
    "2024-02-29/2024-03-01",
    "2000-01-01/2019-12-31",
    "2026-11-23T09:00:00Z/2026-11-23T15:00:00Z",
    "2026-11-23T09:00:00.5+01:00/2026-11-23T09:00:00-05:00",
  ])("may be %s, and stays as it is", (period) => {
    expect(Period.parse(period)).toBe(period);
    expect(StatsQuery.parse({ period, where: {} })).toEqual({ period, where: {} });
  });

  test.each([
    [
      "2026-02-30/2026-03-01",
      "must have ends that are in the calendar and on the clock, and 2026-02-30 is not",
    ],
    [
      "2026-02-01/2026-02-29",
      "must have ends that are in the calendar and on the clock, and 2026-02-29 is not",
    ],
    [
      "2026-02-01T24:00:00Z/2026-02-02T00:00:00Z",
      "must have ends that are in the calendar and on the clock, and 2026-02-01T24:00:00Z is not",
    ],
    ["2026-11-14/2026-11-01", "must end after it begins, and 2026-11-01 is before 2026-11-14"],
    [
      "2026-11-23T09:00:00Z/2026-11-23T10:00:00+01:00",
      "must end after it begins, and 2026-11-23T10:00:00+01:00 is when it begins",
    ],
    ["2006-11-01/2026-11-02", "must be of 20 years at most, and 2006-11-01/2026-11-02 is longer"],
    ["1999-12-31/2000-01-01", "must begin in the year 2000 or later, and 1999-12-31 is before"],
    ["2026-11-23/2026-11-23T15:00:00Z", "must have a day at both ends, or an instant with its zone at both"],
  ])("may not be %s, and it is said what would be right", (period, problem) => {
    expect(problemsOf(period)).toEqual([problem]);
    expect(StatsQuery.safeParse(period).error?.issues.map(({ message }) => message)).toEqual([problem]);
  });

  test.each([
    "5d",
    "",
    "2026-11-01",
    "2026-11-1/2026-11-02",
    "2026-11-01T00:00/2026-11-02T00:00",
    "/",
    7,
    null,
  ])("is none of %j, and all that there are are named", (period) => {
    const { error } = Period.safeParse(period);
    expect(JSON.stringify(error?.issues)).toMatch(/24h.*7d.*30d.*90d.*all.*2026-11-01\/2026-11-14/);
  });
});
