import { expect, test } from "vitest";
import {
  compareSearch,
  groupOf,
  openItemSearch,
  parseCompareSearch,
  readOpenItem,
} from "./compare-search.ts";
import { isSameGroup, swapSides, withCriterion } from "./group.ts";

const id = "019ab3f0-0000-7000-8000-000000000001";
const other = "019ab3f0-0000-7000-8000-000000000002";

test("a second criterion narrows a group, another value of the first replaces it", () => {
  expect(withCriterion(null, "modelId", id)).toEqual({ modelId: id });
  expect(withCriterion({ modelId: id }, "datasetId", other)).toEqual({ modelId: id, datasetId: other });
  expect(withCriterion({ modelId: id, label: "main" }, "modelId", other)).toEqual({
    modelId: other,
    label: "main",
  });
});

test("a prompt's version replaces the prompt, and the prompt its version", () => {
  expect(withCriterion({ promptId: id }, "promptVersionId", other)).toEqual({ promptVersionId: other });
  expect(withCriterion({ promptVersionId: other }, "promptId", id)).toEqual({ promptId: id });
});

test("a single run stands alone", () => {
  expect(withCriterion({ modelId: id, label: "main" }, "runId", other)).toEqual({ runId: other });
  expect(withCriterion({ runId: other }, "modelId", id)).toEqual({ modelId: id });
});

test("groups are the same whatever the order of what they say", () => {
  expect(isSameGroup({ modelId: id, label: "a" }, { label: "a", modelId: id })).toBe(true);
  expect(isSameGroup({ modelId: id }, { modelId: id, label: "a" })).toBe(false);
});

test("seen from the other side, what was lost is gained and the open item turns round", () => {
  const open = { baseline: { runId: id, position: 3 }, candidate: { runId: other, position: 12 } };
  const search = parseCompareSearch({
    ...compareSearch({ modelId: id }, { modelId: other }),
    change: "lost",
    ...openItemSearch(open),
  });
  const swapped = swapSides(search);
  expect(groupOf(swapped, "baseline")).toEqual({ modelId: other });
  expect(groupOf(swapped, "candidate")).toEqual({ modelId: id });
  expect(swapped.change).toBe("gained");
  expect(readOpenItem(swapped)).toEqual({ baseline: open.candidate, candidate: open.baseline });
  expect(parseCompareSearch(swapSides(swapped))).toEqual(search);
});
