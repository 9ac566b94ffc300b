import { expect, test } from "vitest";
import { cutWords } from "./cut-words.ts";

const many = Array.from({ length: 100 });

test("a whole matrix says nothing of a cut", () => {
  expect(cutWords({ models: many, totalModels: 100, datasets: [0], totalDatasets: 1 })).toBeNull();
});

test("a cut side says how many there are", () => {
  expect(cutWords({ models: many, totalModels: 1_204, datasets: [0], totalDatasets: 1 })).toBe(
    "Showing the 100 most used of 1,204 models.",
  );
  expect(cutWords({ models: many, totalModels: 101, datasets: many, totalDatasets: 230 })).toBe(
    "Showing the 100 most used of 101 models and the 100 most used of 230 datasets.",
  );
});
