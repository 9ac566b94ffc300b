import { expect, test } from "vitest";
import { spansOf } from "./spans.ts";

const completions = { first: new Date("2025-01-01T12:00:00Z"), last: new Date("2026-03-30T09:00:00Z") };
const spans = (from: string, to: string, timeZone = "Europe/Berlin") => {
  const generation = { timeZone, hoursFrom: new Date("2026-03-27T09:30:00Z") };
  return spansOf({ from: new Date(from), to: new Date(to) }, generation, completions);
};
const unitsOf = (...asked: Parameters<typeof spans>) => spans(...asked)?.map(({ unit }) => unit) ?? null;

test("days of the zone are read as days, with the hour that the clocks skipped", () => {
  expect(unitsOf("2026-03-25T23:00:00Z", "2026-03-30T22:00:00Z")).toEqual(["day"]);
  expect(unitsOf("2026-03-25T23:00:00Z", "2026-03-30T22:00:00Z", "UTC")).toBeNull();
});

test("whole weeks are read as weeks, from Monday to Monday whatever the clocks did, and the days around them as days", () => {
  expect(spans("2026-03-20T23:00:00Z", "2026-04-07T22:00:00Z")).toEqual([
    { unit: "day", from: new Date("2026-03-20T23:00:00Z"), to: new Date("2026-03-22T23:00:00Z") },
    { unit: "week", from: new Date("2026-03-22T23:00:00Z"), to: new Date("2026-04-05T22:00:00Z") },
    { unit: "day", from: new Date("2026-04-05T22:00:00Z"), to: new Date("2026-04-07T22:00:00Z") },
  ]);
  expect(unitsOf("2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z")).toEqual(["week"]);
  expect(unitsOf("2026-03-22T23:00:00Z", "2026-03-30T22:00:00Z")).toEqual(["week", "day"]);
  expect(unitsOf("2026-03-21T23:00:00Z", "2026-03-29T22:00:00Z")).toEqual(["day", "week"]);
  expect(unitsOf("2026-03-23T23:00:00Z", "2026-04-04T22:00:00Z")).toEqual(["day"]);
});

test("hours are read as hours while they are kept", () => {
  expect(unitsOf("2026-03-29T10:00:00Z", "2026-03-30T10:00:00Z")).toEqual(["hour"]);
  expect(unitsOf("2026-03-29T10:30:00Z", "2026-03-30T10:30:00Z", "Asia/Kolkata")).toEqual(["hour"]);
  expect(unitsOf("2026-03-27T09:00:00Z", "2026-03-28T09:00:00Z")).toBeNull();
});

test("hours across a change by half an hour are not, those after it are", () => {
  const generation = { timeZone: "Australia/Lord_Howe", hoursFrom: new Date("2026-04-01T00:00:00Z") };
  const of = (from: string, to: string) =>
    spansOf({ from: new Date(from), to: new Date(to) }, generation, completions);
  expect(of("2026-04-04T10:30:00Z", "2026-04-05T10:30:00Z")).toBeNull();
  expect(of("2026-04-04T15:30:00Z", "2026-04-05T15:30:00Z")).toMatchObject([{ unit: "hour" }]);
});

test("what holds every run is read as one row", () => {
  expect(unitsOf("2025-01-01T12:00:00Z", "2026-03-30T09:00:00.001Z")).toEqual(["all"]);
  expect(unitsOf("2025-01-01T12:00:00Z", "2026-03-30T09:00:00Z")).toBeNull();
});
