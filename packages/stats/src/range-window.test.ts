import type { Period } from "@evalboard/contract";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rangeBefore } from "./testing/arbitrary-board.ts";
import { oracleWindow } from "./testing/window-oracle.ts";
import { InvalidPeriod, windowOf } from "./window.ts";

/** How many windows are compared with the wall clock's; WINDOWS for a long run. */
const windows = Number(process.env["WINDOWS"] ?? 300);

const now = new Date("2026-11-29T12:00:00Z");
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString());
const shapeOf = (range: Period, timeZone = "UTC") => {
  const { unit, from, to, edges, previous } = windowOf(range, now, timeZone, null);
  return { unit, buckets: edges.length - 1, ends: iso([from, to]), before: previous?.from.toISOString() };
};

describe("the window of a range", () => {
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
  );
  const asked = fc
    .date({ min: new Date("2012-01-01"), max: new Date("2031-01-01"), noInvalidDate: true })
    .chain((at) => fc.tuple(fc.constant(at), rangeBefore(at), zone));

  test("has the edges that a wall clock gives, and holds all that was asked", () => {
    fc.assert(
      fc.property(asked, ([at, range, timeZone]) => {
        const { unit, edges, from, to } = windowOf(range, at, timeZone, null);
        const oracle = oracleWindow(range, at, timeZone, null);
        expect({ unit, edges: iso(edges) }).toEqual({ unit: oracle.unit, edges: iso(oracle.edges) });
        const [start = "", end = ""] = range.split("/");
        if (!start.includes("T")) return;
        expect(from.getTime()).toBeLessThanOrEqual(Date.parse(start));
        expect(to.getTime()).toBeGreaterThanOrEqual(Date.parse(end));
      }),
      { numRuns: windows },
    );
  });

  test.each([
    ["2026-11-01/2026-11-14", "day", 14, "2026-11-01", "2026-11-15", "2026-10-18"],
    ["2026-11-03/2026-11-05", "day", 3, "2026-11-03", "2026-11-06", "2026-10-31"],
    ["2026-07-01/2026-10-08", "day", 100, "2026-07-01", "2026-10-09", "2026-03-23"],
    ["2026-07-01/2026-10-09", "week", 15, "2026-06-29", "2026-10-12", "2026-03-16"],
    ["2020-01-15/2026-03-02", "month", 75, "2020-01-01", "2026-04-01", "2013-10-01"],
  ] as const)("of %s is by the %s: %d, out to whole ones", (range, unit, buckets, from, to, before) => {
    const [start, end, first] = [from, to, before].map((day) => `${day}T00:00:00.000Z`);
    expect(shapeOf(range)).toEqual({ unit, buckets, ends: [start, end], before: first });
  });

  test("of up to 48 hours is by the hour, full hours of the zone, and what is before is as many", () => {
    expect(shapeOf("2026-11-23T09:20:00Z/2026-11-23T15:00:00Z")).toEqual({
      unit: "hour",
      buckets: 6,
      ends: ["2026-11-23T09:00:00.000Z", "2026-11-23T15:00:00.000Z"],
      before: "2026-11-23T03:00:00.000Z",
    });
    expect(shapeOf("2026-11-23T09:20:00Z/2026-11-23T15:00:00.001Z", "Asia/Kolkata")).toMatchObject({
      buckets: 7,
      ends: ["2026-11-23T08:30:00.000Z", "2026-11-23T15:30:00.000Z"],
    });
    expect(shapeOf("2026-11-23/2026-11-23", "Europe/Berlin")).toMatchObject({ unit: "hour", buckets: 24 });
    expect(shapeOf("2026-11-23/2026-11-24")).toMatchObject({ unit: "hour", buckets: 48 });
    // The day on which the clocks go back has 25 hours, and two days then 49.
    expect(shapeOf("2026-10-25/2026-10-25", "Europe/Berlin")).toMatchObject({ unit: "hour", buckets: 25 });
    expect(shapeOf("2026-10-25/2026-10-26", "Europe/Berlin")).toMatchObject({ unit: "day", buckets: 2 });
    expect(shapeOf("2026-11-23T00:00:00Z/2026-11-25T00:00:00.001Z")).toMatchObject({
      unit: "day",
      buckets: 3,
    });
  });

  test("may end tomorrow, for there it may be so already, and no later", () => {
    expect(shapeOf("2026-11-29/2026-11-30")).toMatchObject({ unit: "hour", buckets: 48 });
    expect(shapeOf("2026-11-29T12:00:00Z/2026-11-30T12:00:00Z")).toMatchObject({ buckets: 24 });
    for (const [range, end] of [
      ["2026-11-29/2026-12-01", "2026-12-01"],
      ["2026-11-29T12:00:00Z/2026-11-30T12:00:00.001Z", "2026-11-30T12:00:00.001Z"],
    ] as const) {
      expect(() => windowOf(range, now, "Europe/Berlin", null)).toThrow(
        new InvalidPeriod(
          `period: must end a day ahead at most, and ${end} is more; today is 2026-11-29 in Europe/Berlin`,
        ),
      );
    }
  });
});
