import { describe, expect, test } from "vitest";
import { passInterval } from "./intervals.ts";
import { randomOf } from "./testing/random.ts";
import { type AlikeRuns, simulatedRuns, unequalSizes } from "./testing/simulated-runs.ts";

/** How often as many boards as here are simulated; tens on a machine with time. */
const times = Number(process.env["SIMULATIONS"] ?? 1);
const boards = 500 * times;

const hundred = () => 100;
const twenty = () => 20;

/** The least share of boards whose interval holds the rate. */
function expectHeld(least: number, of: AlikeRuns): void {
  const random = randomOf(11);
  let held = 0;
  for (let board = 0; board < boards; board++) {
    const { low, high } = passInterval(simulatedRuns(random, of)) ?? { low: 1, high: 0 };
    if (low <= of.rate && of.rate <= high) held++;
  }
  const allowed = 3 * Math.sqrt((least * (1 - least)) / boards);
  expect(held / boards).toBeGreaterThanOrEqual(least - allowed);
}

describe("the interval of a pass rate holds it", () => {
  test.each(
    [2, 3, 5, 10].flatMap((runs) =>
      [0.5, 0.9, 0.98].flatMap((rate) => [
        { runs, rate, sizes: "20 items", size: twenty },
        { runs, rate, sizes: "100 items", size: hundred },
        { runs, rate, sizes: "5 to 500 items", size: unequalSizes },
      ]),
    ),
  )("95 times in 100 where runs are but their items: $runs of $sizes, $rate", ({ runs, rate, size }) => {
    expectHeld(0.95, { runs, rate, size, likeness: 0 });
  });

  test.each(
    [2, 3, 5, 10].flatMap((runs) =>
      [0.5, 0.8].flatMap((rate) => [
        { runs, rate, sizes: "100 items", size: hundred },
        { runs, rate, sizes: "5 to 500 items", size: unequalSizes },
      ]),
    ),
  )("93 times in 100 where they differ by more: $runs of $sizes, $rate", ({ runs, rate, size }) => {
    expectHeld(0.93, { runs, rate, size, likeness: 0.05 });
  });

  test.each([
    // Where few runs go wrong, and these by much, the runs at hand may have none of them.
    { least: 0.88, runs: 3, rate: 0.8, size: hundred, likeness: 0.2 },
    { least: 0.81, runs: 3, rate: 0.9, size: hundred, likeness: 0.2 },
    { least: 0.85, runs: 3, rate: 0.9, size: unequalSizes, likeness: 0.2 },
    { least: 0.75, runs: 3, rate: 0.98, size: hundred, likeness: 0.05 },
    { least: 0.84, runs: 10, rate: 0.98, size: hundred, likeness: 0.05 },
    { least: 0.44, runs: 3, rate: 0.98, size: hundred, likeness: 0.2 },
  ])(
    "$least of the times with $runs runs that differ by much, near 1: $rate, $likeness",
    ({ least, ...of }) => {
      expectHeld(least, of);
    },
  );
});
