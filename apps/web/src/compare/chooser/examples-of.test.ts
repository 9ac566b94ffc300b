import { expect, test } from "vitest";
import { catalogueOfTest } from "../testing/catalogue-of-test.ts";
import { examplesOf } from "./examples-of.ts";

test("the examples are the two newest versions that were run, two models, two labels", () => {
  expect(examplesOf(catalogueOfTest)).toEqual([
    {
      title: "ask v3 against v2",
      detail: "5 runs against 1,200",
      baseline: { promptVersionId: "ask-2" },
      candidate: { promptVersionId: "ask-3" },
    },
    {
      title: "Heavy against Swift",
      detail: "4 runs against 9",
      baseline: { modelId: "swift" },
      candidate: { modelId: "heavy" },
    },
    {
      title: "pull/7 against main",
      detail: "1 run against 8",
      baseline: { label: "main" },
      candidate: { label: "pull/7" },
    },
  ]);
});

test("an empty board has no examples", () => {
  expect(examplesOf({ models: [], datasets: [], prompts: [], labels: [] })).toEqual([]);
});
