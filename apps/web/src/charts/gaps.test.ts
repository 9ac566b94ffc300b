import { describe, expect, test } from "vitest";
import { foldGaps } from "./gaps.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const START = Date.parse("2026-01-05T00:00:00Z");
const instant = (week: number) => new Date(START + week * WEEK_MS).toISOString();

/** Weeks from Jan 5, 2026, each with so many runs. */
const weeks = (...runs: number[]) =>
  runs.map((count, index) => ({ from: instant(index), to: instant(index + 1), runs: count }));

const none = (length: number) => Array<number>(length).fill(0);
const some = (length: number) => Array<number>(length).fill(2);

const stepsOf = (...runs: number[]) =>
  foldGaps(weeks(...runs), (week) => week.runs === 0, "runs", {
    window: { from: instant(0), to: instant(runs.length), unit: "week" },
    timeZone: "UTC",
  });

describe("gaps in a chart over time", () => {
  test("a long stretch without runs becomes one step that says how long it is and when it was", () => {
    const steps = stepsOf(3, ...none(40), 5, 1);
    expect(steps).toEqual([
      { index: 0, gap: null },
      {
        index: 1,
        gap: {
          length: "40 weeks",
          words: "40 weeks without runs",
          span: "Jan 12\u2009–\u2009Oct 18, 2026",
        },
      },
      { index: 41, gap: null },
      { index: 42, gap: null },
    ]);
  });

  test("ten empty steps are folded, nine are drawn", () => {
    const indexes = (empty: number) => stepsOf(1, ...none(empty), ...some(40)).map(({ index }) => index);
    expect(indexes(9)).toHaveLength(50);
    expect(indexes(10)).toEqual([0, 1, ...Array.from({ length: 40 }, (_, index) => 11 + index)]);
  });

  test("a chart of few steps is drawn as it is", () => {
    expect(stepsOf(1, ...none(38), 1)).toHaveLength(40);
    expect(stepsOf(1, ...none(39), 1)).toHaveLength(3);
  });

  test("stretches at both ends are folded too, and each short one stays", () => {
    const steps = stepsOf(...none(20), 1, 0, 0, 1, ...none(30));
    expect(steps.map(({ index, gap }) => [index, gap?.words])).toEqual([
      [0, "20 weeks without runs"],
      [20, undefined],
      [21, undefined],
      [22, undefined],
      [23, undefined],
      [24, "30 weeks without runs"],
    ]);
  });

  test("a chart that is empty all along has no gap, and one without steps none either", () => {
    expect(stepsOf(...none(60))).toHaveLength(60);
    expect(stepsOf()).toEqual([]);
  });
});
