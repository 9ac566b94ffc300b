import { expect, test } from "vitest";
import { cutWords } from "./matrix-page.tsx";

const many = Array.from({ length: 100 });

test("a whole matrix says nothing of a cut", () => {
  expect(cutWords({ models: many, totalModels: 100, datasets: [0], totalDatasets: 1 })).toBeNull();
});

test("a cut side says how many there are, and which are shown: the best models, the hardest datasets", () => {
  expect(cutWords({ models: many, totalModels: 1_204, datasets: [0], totalDatasets: 1 })).toBe(
    "Showing the 100 best of 1,204 models.",
  );
  expect(cutWords({ models: [0], totalModels: 1, datasets: many, totalDatasets: 140 })).toBe(
    "Showing the 100 hardest of 140 datasets.",
  );
  expect(cutWords({ models: many, totalModels: 101, datasets: many, totalDatasets: 230 })).toBe(
    "Showing the 100 best of 101 models and the 100 hardest of 230 datasets.",
  );
});
