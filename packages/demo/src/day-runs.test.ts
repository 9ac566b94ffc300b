import { expect, test } from "vitest";
import { dayOf, runsOfDay } from "./day-runs.ts";

const firstFill = dayOf(new Date("2026-03-10T00:00:00Z"));
const monday = firstFill - 1;
const runsOfWeek = (start: number) =>
  [0, 1, 2, 3, 4, 5, 6].map((offset) => runsOfDay(1, start + offset, firstFill).length);
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

test("a day's runs are the same whenever it is asked for, and others with another seed", () => {
  expect(runsOfDay(1, monday, firstFill)).toEqual(runsOfDay(1, monday, firstFill));
  expect(runsOfDay(2, monday, firstFill)).not.toEqual(runsOfDay(1, monday, firstFill));
});

test("a demo that is filled a week later has the same runs, a week later", () => {
  const inStory = (day: number, fill: number) =>
    runsOfDay(1, day, fill).map(({ chance, model, dataset, version }) => [chance, model, dataset, version]);
  expect(inStory(monday + 7, firstFill + 7)).toEqual(inStory(monday, firstFill));
});

test("a day's runs start on that day, in order", () => {
  const starts = runsOfDay(1, monday, firstFill).map(({ startedAt }) => startedAt);
  expect(new Set(starts.map(dayOf))).toEqual(new Set([monday]));
  expect(starts).toEqual(starts.toSorted((a, b) => a.getTime() - b.getTime()));
});

test("weekends are quiet", () => {
  const [, , , , friday = 0, saturday = 0, sunday = 0] = runsOfWeek(monday - 70);
  expect(saturday).toBeLessThan(friday / 2);
  expect(sunday).toBeLessThan(friday / 2);
});

test("the number of runs grows", () => {
  expect(total(runsOfWeek(monday - 7))).toBeGreaterThan(1.4 * total(runsOfWeek(monday - 175)));
});
