import { describe, expect, test } from "vitest";
import { heldOf, means, varyingMore } from "./testing/simulated-means.ts";

/** How often as many boards as here are simulated; tens on a machine with time, and all that a mean may rest on. */
const times = Number(process.env["SIMULATED_BOARDS"] ?? 1);
const boards = 200 * times;
const kinds = times > 1 ? 1 : 3;

const slack = (share: number) => 3 * Math.sqrt((share * (1 - share)) / boards);

describe("the interval of a mean holds what such items score 93 times in 100", () => {
  test.each(means.filter((_, row) => row % kinds === 0))("%s, %o", (_, truth, datasets) => {
    const { held } = heldOf(truth, datasets, boards);
    expect(held).toBeGreaterThanOrEqual(0.93 - slack(0.93));
  });

  test("and more seldom where few runs vary by twice what is believed, but not as if they did not vary", () => {
    for (const [, truth, datasets] of varyingMore.filter(([asked]) => asked === "200 items, one run")) {
      const { held } = heldOf(truth, datasets, boards);
      expect(held).toBeGreaterThan(0.65 - slack(0.65));
      expect(held).toBeLessThan(0.93);
    }
  });
});
