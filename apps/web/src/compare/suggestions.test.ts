import { describe, expect, test } from "vitest";
import { counterpartsOf, examplesOf } from "./suggestions.tsx";
import { catalogueOfTest } from "./testing/catalogue-of-test.ts";

describe("counterparts of", () => {
  test("a group is held against others of its kind, the rest of it kept", () => {
    const titles = (group: Parameters<typeof counterpartsOf>[0]) =>
      counterpartsOf(group, catalogueOfTest).map(({ title, group: other }) => [title, other]);
    expect(titles({ promptVersionId: "ask-2", datasetId: "capitals" })).toEqual([
      ["ask v3", { promptVersionId: "ask-3", datasetId: "capitals" }],
      ["ask v1", { promptVersionId: "ask-1", datasetId: "capitals" }],
    ]);
    expect(titles({ modelId: "swift", label: "main" })).toEqual([
      ["Heavy", { modelId: "heavy", label: "main" }],
      ["pull/7", { modelId: "swift", label: "pull/7" }],
    ]);
    expect(titles({ datasetId: "capitals" })).toEqual([]);
  });
});

describe("examples of", () => {
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
    expect(examplesOf({ models: [], datasets: [], prompts: [], labels: [], tags: [] })).toEqual([]);
  });
});
