import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createCalendar, hourStart } from "./calendar.ts";
import { oracleStarts } from "./testing/bucket-oracle.ts";

const dayMs = 86_400_000;
// Clocks that skip midnight, change by half an hour, lie at three quarters of one, or lost a whole day.
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "America/Havana",
  "Africa/Cairo",
  "Pacific/Apia",
] as const;
const changes = ["2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04", "2018-11-04", "2018-02-18"]
  .concat(["2026-11-01", "2026-04-24", "2011-12-30", "2026-03-08"])
  .map((date) => Date.parse(date));
const instant = fc
  .oneof(
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * dayMs, max: 2 * dayMs })),
    fc.tuple(fc.constant(0), fc.integer({ min: Date.parse("1990-01-01"), max: Date.parse("2030-01-01") })),
  )
  .map(([near, ms]) => new Date(near + ms));

test("hours, days, weeks and months begin where a wall clock says", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(instant, { minLength: 1, maxLength: 5 }),
      (zone, instants) => {
        const startsOf = createCalendar(zone);
        for (const at of instants) {
          const { hour, day, week, month } = oracleStarts(at, zone);
          expect({ hour: hourStart(at, zone), ...startsOf(at) }).toEqual({ hour, day, week, month });
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("the hours of a zone that changes by half an hour begin at another minute after the change", () => {
  const hour = (time: string) => hourStart(new Date(time), "Australia/Lord_Howe").toISOString();
  expect(hour("2026-04-04T14:59:59.999Z")).toBe("2026-04-04T14:00:00.000Z");
  expect(hour("2026-04-04T15:31:00.000Z")).toBe("2026-04-04T15:30:00.000Z");
});
