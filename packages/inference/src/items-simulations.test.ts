import { describe, expect, test } from "vitest";
import { heldOf, means } from "./testing/simulated-means.ts";

/** How often as many boards as here are simulated; tens on a machine with time. */
const boards = 200 * Number(process.env["SIMULATED_BOARDS"] ?? 1);

describe("the interval of a mean holds what such items score 93 times in 100", () => {
  test.each(means)("%s, mean %d", (_, mean, datasets) => {
    const { held } = heldOf(mean, datasets, boards);
    expect(held).toBeGreaterThanOrEqual(0.93 - 3 * Math.sqrt((0.93 * 0.07) / boards));
  });
});
