import { describe, expect, test } from "vitest";
import { judgedLines, lines, type LinesOf } from "./testing/simulated-lines.ts";

/** How often as many boards as here are simulated; tens on a machine with time. */
const times = Number(process.env["SIMULATED_BOARDS"] ?? 1);
const boards = 12 * times;

const called = (name: string): LinesOf => {
  const found = lines.find(([each]) => each === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found[1];
};

describe("lines of scores", () => {
  test.each(lines)("hold what the mix scores 95 times in 100: %s", (_, of) => {
    const { held, points } = judgedLines(of, boards);
    // Points of one board share their items.
    const slack = 3 * Math.sqrt((0.95 * 0.05) / (6 * boards));
    expect(held / points).toBeGreaterThanOrEqual(0.95 - slack);
  });

  test("do not move where only the mix does, and the plain mean falls by a fifth", () => {
    const { moves, off } = judgedLines(called("the mix drifts by 0.6"), 2 * boards);
    expect(moves.truth).toBe(0);
    expect(Math.abs(moves.line)).toBeLessThan(0.02);
    expect(moves.plain).toBeLessThan(-0.17);
    expect(off.line).toBeLessThan(0.3 * off.plain);
  });

  test("fall by what the mix falls by where one dataset becomes harder, and by about half where it is run more and more too", () => {
    const steady = judgedLines(called("the hard dataset becomes harder by 0.1"), 4 * boards).moves;
    expect(Math.abs(steady.line - steady.truth)).toBeLessThan(0.012);
    const biased = judgedLines(called("the same, and the mix drifts by 0.6"), 4 * boards).moves;
    expect(biased.line - biased.truth).toBeGreaterThan(0.004);
    expect(biased.line - biased.truth).toBeLessThan(0.03);
  });
});
