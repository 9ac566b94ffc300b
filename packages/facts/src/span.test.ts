import { expect, test } from "vitest";
import { spanOf } from "./span.ts";

const completions = { first: new Date("2025-01-01T12:00:00Z"), last: new Date("2026-03-30T09:00:00Z") };
const unitOf = (from: string, to: string, timeZone = "Europe/Berlin") => {
  const generation = { timeZone, hoursFrom: new Date("2026-03-27T09:30:00Z") };
  return spanOf({ from: new Date(from), to: new Date(to) }, generation, completions)?.unit ?? null;
};

test("days of the zone are read as days, with the hour that the clocks skipped", () => {
  expect(unitOf("2026-03-23T23:00:00Z", "2026-03-30T22:00:00Z")).toBe("day");
  expect(unitOf("2026-03-23T23:00:00Z", "2026-03-30T22:00:00Z", "UTC")).toBeNull();
});

test("hours are read as hours while they are kept", () => {
  expect(unitOf("2026-03-29T10:00:00Z", "2026-03-30T10:00:00Z")).toBe("hour");
  expect(unitOf("2026-03-29T10:30:00Z", "2026-03-30T10:30:00Z", "Asia/Kolkata")).toBe("hour");
  expect(unitOf("2026-03-27T09:00:00Z", "2026-03-28T09:00:00Z")).toBeNull();
});

test("hours across a change by half an hour are not, those after it are", () => {
  const generation = { timeZone: "Australia/Lord_Howe", hoursFrom: new Date("2026-04-01T00:00:00Z") };
  const span = (from: string, to: string) =>
    spanOf({ from: new Date(from), to: new Date(to) }, generation, completions);
  expect(span("2026-04-04T10:30:00Z", "2026-04-05T10:30:00Z")).toBeNull();
  expect(span("2026-04-04T15:30:00Z", "2026-04-05T15:30:00Z")?.unit).toBe("hour");
});

test("what holds every run is read as one row", () => {
  expect(unitOf("2025-01-01T12:00:00Z", "2026-03-30T09:00:00.001Z")).toBe("all");
  expect(unitOf("2025-01-01T12:00:00Z", "2026-03-30T09:00:00Z")).toBeNull();
});
