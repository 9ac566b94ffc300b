import { ItemChange, RunGroup } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import {
  compareSearch,
  itemChanges,
  openItemSearch,
  parseCompareSearch,
  readOpenItem,
} from "../address/compare.ts";
import { criteria } from "../address/criteria.ts";
import { groupOf, isSameGroup, swapSides, withCriterion } from "./search.ts";

describe("compare search", () => {
  const id = "019ab3f0-0000-7000-8000-000000000001";
  const other = "019ab3f0-0000-7000-8000-000000000002";

  test("the page's options are the contract's", () => {
    expect(itemChanges.toSorted()).toEqual(ItemChange.options.toSorted());
    expect([...criteria, "tags"].toSorted()).toEqual(Object.keys(RunGroup.shape).toSorted());
  });

  test("two groups go into an address and come out of it", () => {
    const baseline = { modelId: id, datasetId: other };
    const candidate = {
      label: "main",
      completedFrom: "2026-11-01T00:00:00.000Z",
      tags: { temperature: "0.2", branch: "main" },
    };
    const search = parseCompareSearch(compareSearch(baseline, candidate));
    expect(groupOf(search, "baseline")).toEqual(baseline);
    expect(groupOf(search, "candidate")).toEqual(candidate);
  });

  test("tags alone choose a side, and a part of what was chosen of it may be one", () => {
    const search = parseCompareSearch({
      "baseline.tag": "temperature=0.2",
      "candidate.tag": ["t=1", "nonsense"],
    });
    expect(groupOf(search, "baseline")).toEqual({ tags: { temperature: "0.2" } });
    expect(groupOf(search, "candidate")).toEqual({ tags: { t: "1" } });
  });

  test("a side may be still to be chosen; days alone choose nothing", () => {
    const search = parseCompareSearch({
      "candidate.runId": id,
      "baseline.completedTo": "2026-11-01T00:00:00Z",
    });
    expect(groupOf(search, "baseline")).toBeNull();
    expect(groupOf(search, "candidate")).toEqual({ runId: id });
  });

  test("a label that looks like a number is a text; nonsense is left out", () => {
    expect(groupOf(parseCompareSearch({ "baseline.label": 42 }), "baseline")).toEqual({ label: "42" });
    const search = parseCompareSearch({ "baseline.modelId": "swift", change: "up", "baseline.result": id });
    expect(Object.values(search).filter((value) => value !== undefined)).toEqual([]);
  });

  test("the open item is the pair of its results", () => {
    const item = { baseline: { runId: id, position: 3 }, candidate: { runId: other, position: 12 } };
    expect(openItemSearch(item)).toEqual({ "baseline.result": `${id}.3`, "candidate.result": `${other}.12` });
    expect(readOpenItem(openItemSearch(item))).toEqual(item);
    expect(readOpenItem({ "baseline.result": `${id}.3`, "candidate.result": `${other}.0` })).toBeNull();
    expect(readOpenItem(openItemSearch(null))).toBeNull();
  });
});

describe("group", () => {
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

  test("a tag is one more, or takes the place of another value of its name", () => {
    expect(withCriterion({ modelId: id, promptId: other }, "tag", "t=0")).toEqual({
      modelId: id,
      promptId: other,
      tags: { t: "0" },
    });
    expect(withCriterion({ tags: { t: "0", host: "a" } }, "tag", "t=1")).toEqual({
      tags: { t: "1", host: "a" },
    });
    expect(withCriterion({ runId: other }, "tag", "t=1")).toEqual({ tags: { t: "1" } });
  });

  test("a single run stands alone", () => {
    expect(withCriterion({ modelId: id, label: "main" }, "runId", other)).toEqual({ runId: other });
    expect(withCriterion({ runId: other }, "modelId", id)).toEqual({ modelId: id });
  });

  test("groups are the same whatever the order of what they say", () => {
    expect(isSameGroup({ modelId: id, label: "a" }, { label: "a", modelId: id })).toBe(true);
    expect(isSameGroup({ modelId: id }, { modelId: id, label: "a" })).toBe(false);
    expect(isSameGroup({ tags: { a: "1", b: "2" } }, { tags: { b: "2", a: "1" } })).toBe(true);
    expect(isSameGroup({ tags: { a: "1" } }, { tags: { a: "2" } })).toBe(false);
    expect(isSameGroup({ modelId: id, tags: { a: "1" } }, { modelId: id })).toBe(false);
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
});
