import { expect, test } from "vitest";
import { stepAfter } from "./canvas.tsx";

test("the arrow keys go from step to step and stay at the ends", () => {
  expect(stepAfter("ArrowLeft", 6, 6)).toBe(5);
  expect(stepAfter("ArrowRight", 5, 6)).toBe(6);
  expect(stepAfter("ArrowLeft", 0, 6)).toBe(0);
  expect(stepAfter("ArrowRight", 6, 6)).toBe(6);
});

test("Home and End go to the oldest and the newest step", () => {
  expect(stepAfter("Home", 3, 6)).toBe(0);
  expect(stepAfter("End", 3, 6)).toBe(6);
});

test("any other key stays with the page", () => {
  expect(stepAfter("Tab", 3, 6)).toBeNull();
  expect(stepAfter("PageDown", 3, 6)).toBeNull();
});
