import { expect, test } from "vitest";
import { catalogueOfTest } from "../testing/catalogue-of-test.ts";
import { counterpartsOf } from "./counterparts-of.ts";

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
