import { periods } from "@evalboard/contract/words";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oracleWindow } from "./testing/window-oracle.ts";
import { TimeZone, windowOf } from "./window.ts";

describe("time zone", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["utc", "UTC"],
  ])("takes %s as %s", (given, name) => {
    expect(TimeZone.parse(given)).toBe(name);
  });

  test.each(["", " UTC", "Berlin", "Europe/Berlin ", "+02:00", "-0300", "Mars/Olympus", "Europe/Berlin\0"])(
    "refuses %j and says what would be right",
    (given) => {
      const { error } = TimeZone.safeParse(given);
      expect(error?.issues.map((issue) => issue.message)).toEqual([
        `${JSON.stringify(given)} is not a time zone: give an IANA name, such as Europe/Berlin or UTC`,
      ]);
    },
  );
});

/** How many windows are compared with the wall clock's; WINDOWS for a long run. */
const windows = Number(process.env["WINDOWS"] ?? 700);

describe("window", () => {
  const zones = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    ...Intl.supportedValuesOf("timeZone"),
  ];
  const zone = fc.oneof(fc.constantFrom(...zones.slice(0, 7)), fc.constantFrom(...zones));
  const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2031-01-01"), noInvalidDate: true });

  const completions = fc.option(
    fc.tuple(instant, instant).map(([a, b]) => (a < b ? { first: a, last: b } : { first: b, last: a })),
  );

  const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString());
  const hoursOf = (edges: readonly Date[]) =>
    edges.slice(1).map((edge, index) => (edge.getTime() - edges[index]!.getTime()) / 3_600_000);

  describe("every window, over all zones from 2020 to 2030", () => {
    test("has the edges that a wall clock gives", () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...periods),
          instant,
          zone,
          completions,
          (period, now, timeZone, completed) => {
            const { unit, edges } = windowOf(period, now, timeZone, completed);
            const oracle = oracleWindow(period, now, timeZone, completed);
            expect({ unit, edges: iso(edges) }).toEqual({ unit: oracle.unit, edges: iso(oracle.edges) });
          },
        ),
        { numRuns: windows },
      );
    });

    test("rises, and holds the moment it was asked at in its last bucket, or of all the last run's and the first's", () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...periods),
          instant,
          zone,
          completions,
          (period, now, timeZone, completed) => {
            const { from, to, edges } = windowOf(period, now, timeZone, completed);
            expect([edges[0], edges.at(-1)]).toEqual([from, to]);
            expect(hoursOf(edges).every((hours) => hours > 0)).toBe(true);
            const { first, last } = period === "all" && completed ? completed : { first: from, last: now };
            expect(from <= first && first < edges[1]!).toBe(true);
            expect(edges.at(-2)! <= last && last < to).toBe(true);
          },
        ),
        { numRuns: 200 },
      );
    });

    test("has before it a window of as many buckets, which is the window of that earlier moment", () => {
      fc.assert(
        fc.property(fc.constantFrom("7d", "30d", "90d"), instant, zone, (period, now, timeZone) => {
          const { from, previous } = windowOf(period, now, timeZone, null);
          const earlier = windowOf(period, new Date(from.getTime() - 1), timeZone, null);
          expect(previous).toEqual({ from: earlier.from, to: from });
        }),
        { numRuns: 200 },
      );
    });
  });

  describe("24h", () => {
    test("is the current hour and the 23 before it, hours of a zone with half an hour's offset", () => {
      const { from, to, unit, edges } = windowOf(
        "24h",
        new Date("2026-03-10T12:10:00Z"),
        "Asia/Kolkata",
        null,
      );
      expect([iso([from, to]), unit, edges.length]).toEqual([
        ["2026-03-09T12:30:00.000Z", "2026-03-10T12:30:00.000Z"],
        "hour",
        25,
      ]);
    });

    test("begins a new hour on the millisecond", () => {
      const last = windowOf("24h", new Date("2026-03-10T12:59:59.999Z"), "UTC", null);
      const next = windowOf("24h", new Date("2026-03-10T13:00:00.000Z"), "UTC", null);
      expect(iso([last.to, next.to])).toEqual(["2026-03-10T13:00:00.000Z", "2026-03-10T14:00:00.000Z"]);
    });

    test("keeps the doubled hour of an autumn night apart", () => {
      const { edges } = windowOf("24h", new Date("2026-10-25T01:30:00Z"), "Europe/Berlin", null);
      expect(hoursOf(edges)).toEqual(Array(24).fill(1));
    });

    test("holds now where the clocks went back by half an hour", () => {
      const now = new Date("2026-04-04T15:15:00Z"); // 01:45 for the second time
      const { edges } = windowOf("24h", now, "Australia/Lord_Howe", null);
      expect(iso(edges.slice(-2))).toEqual(["2026-04-04T14:30:00.000Z", "2026-04-04T15:30:00.000Z"]);
    });
  });

  describe("days", () => {
    test("are seven with today, whole even today", () => {
      const { from, to } = windowOf("7d", new Date("2026-03-10T23:59:59.999Z"), "UTC", null);
      expect(iso([from, to])).toEqual(["2026-03-04T00:00:00.000Z", "2026-03-11T00:00:00.000Z"]);
    });

    test("are days of the zone, not of UTC", () => {
      const { to } = windowOf("7d", new Date("2026-03-10T23:30:00Z"), "Asia/Kolkata", null);
      expect(iso([to])).toEqual(["2026-03-11T18:30:00.000Z"]);
    });

    test.each([
      ["2026-03-29T12:00:00Z", "Europe/Berlin", 23],
      ["2026-10-25T12:00:00Z", "Europe/Berlin", 25],
      ["2026-03-08T12:00:00Z", "America/New_York", 23],
      ["2026-11-01T12:00:00Z", "America/New_York", 25],
      ["2026-10-04T00:00:00Z", "Australia/Lord_Howe", 23.5],
      ["2026-04-05T00:00:00Z", "Australia/Lord_Howe", 24.5],
      ["2026-06-01T00:00:00Z", "Asia/Kolkata", 24],
    ])("are one bucket each: that of %s in %s has %d hours", (now, timeZone, hours) => {
      expect(hoursOf(windowOf("7d", new Date(now), timeZone, null).edges)).toEqual([
        24,
        24,
        24,
        24,
        24,
        24,
        hours,
      ]);
    });

    test("begin at 01:00 where the clocks skip midnight", () => {
      const { edges } = windowOf("7d", new Date("2018-11-04T12:00:00Z"), "America/Sao_Paulo", null);
      expect(iso(edges.slice(-2))).toEqual(["2018-11-04T03:00:00.000Z", "2018-11-05T02:00:00.000Z"]);
    });
  });

  describe("all", () => {
    const now = new Date("2026-10-27T15:00:00Z");
    const shapeOf = (first: string, last = now.toISOString(), timeZone = "Europe/Berlin") => {
      const completed = { first: new Date(first), last: new Date(last) };
      const { unit, edges } = windowOf("all", now, timeZone, completed);
      return { unit, buckets: edges.length - 1, ends: iso([edges[0]!, edges.at(-1)!]) };
    };
    /** The end of the day that `now` is in. */
    const today = "2026-10-27T23:00:00.000Z";

    test("is today alone on a board without runs, and has nothing before it", () => {
      const { unit, edges, previous } = windowOf("all", now, "Europe/Berlin", null);
      expect([unit, iso(edges), previous]).toEqual(["day", ["2026-10-26T23:00:00.000Z", today], null]);
    });

    test("is the one day of one run a year ago, or of one that claims to complete in the future", () => {
      for (const [day, from, to] of [
        ["2025-10-27T15:00:00Z", "2025-10-26T23:00:00.000Z", "2025-10-27T23:00:00.000Z"],
        ["2030-01-01T00:00:00Z", "2029-12-31T23:00:00.000Z", "2030-01-01T23:00:00.000Z"],
      ] as const) {
        expect(shapeOf(day, day)).toEqual({ unit: "day", buckets: 1, ends: [from, to] });
      }
    });

    test("shows a few busy weeks of last year by the day, however long nothing has run since", () => {
      expect(shapeOf("2025-03-03T09:00:00Z", "2025-03-28T17:00:00Z")).toEqual({
        unit: "day",
        buckets: 26,
        ends: ["2025-03-02T23:00:00.000Z", "2025-03-28T23:00:00.000Z"],
      });
    });

    test("ends with the bucket of the last run, whose first and last instants are in it", () => {
      const first = "2025-03-03T09:00:00Z";
      const endOf = (last: string, timeZone?: string) => shapeOf(first, last, timeZone).ends[1];
      // The day on which the clocks of Berlin go forward has 23 hours.
      expect(endOf("2025-03-29T23:00:00.000Z")).toBe("2025-03-30T22:00:00.000Z");
      expect(endOf("2025-03-30T21:59:59.999Z")).toBe("2025-03-30T22:00:00.000Z");
      expect(endOf("2025-03-30T22:00:00.000Z")).toBe("2025-03-31T22:00:00.000Z");
      expect(endOf("2025-03-30T22:00:00.000Z", "UTC")).toBe("2025-03-31T00:00:00.000Z");
      expect(endOf("2025-03-30T22:00:00.000Z", "Asia/Kolkata")).toBe("2025-03-31T18:30:00.000Z");
    });

    test("is days up to a hundred of them, then weeks from a Monday", () => {
      expect(shapeOf("2026-07-19T22:00:00Z")).toEqual({
        unit: "day",
        buckets: 100,
        ends: ["2026-07-19T22:00:00.000Z", today],
      });
      expect(shapeOf("2026-07-19T21:59:59.999Z")).toEqual({
        unit: "week",
        buckets: 16,
        ends: ["2026-07-12T22:00:00.000Z", "2026-11-01T23:00:00.000Z"],
      });
    });

    test("is weeks up to a hundred of them, then months", () => {
      expect(shapeOf("2024-12-01T23:00:00Z")).toEqual({
        unit: "week",
        buckets: 100,
        ends: ["2024-12-01T23:00:00.000Z", "2026-11-01T23:00:00.000Z"],
      });
      expect(shapeOf("2024-12-01T22:59:59.999Z")).toEqual({
        unit: "month",
        buckets: 23,
        ends: ["2024-11-30T23:00:00.000Z", "2026-10-31T23:00:00.000Z"],
      });
    });

    test("stays months where a hundred do not reach", () => {
      expect(shapeOf("2016-01-15T00:00:00Z")).toEqual({
        unit: "month",
        buckets: 130,
        ends: ["2015-12-31T23:00:00.000Z", "2026-10-31T23:00:00.000Z"],
      });
    });
  });

  test("refuses a zone that nobody knows", () => {
    expect(() => windowOf("7d", new Date(0), "Mars/Olympus", null)).toThrow(RangeError);
  });
});
