import { expect, it } from "vitest";
import { bar, sparkline } from "./bars.ts";

it.each([
  [0, "··········"],
  [1, "██████████"],
  [0.5, "█████·····"],
  [0.8125, "████████▏·"],
  [0.999, "██████████"],
])("draws %s in ten characters", (share, drawn) => {
  expect(bar(share)).toBe(drawn);
});

it("draws values from 0 to the highest, and marks where there is none", () => {
  expect(sparkline([0, 50, null, 100])).toBe("▁▅·█");
  expect(sparkline([0, 0])).toBe("▁▁");
  expect(sparkline([null])).toBe("·");
  expect(sparkline([])).toBe("");
});
