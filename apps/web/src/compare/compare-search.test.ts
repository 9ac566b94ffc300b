import { ItemChange, RunGroup } from "@evalboard/contract";
import { expect, test } from "vitest";
import {
  compareSearch,
  criteria,
  groupOf,
  itemChanges,
  openItemSearch,
  parseCompareSearch,
  readOpenItem,
} from "./compare-search.ts";

const id = "019ab3f0-0000-7000-8000-000000000001";
const other = "019ab3f0-0000-7000-8000-000000000002";

test("the page's options are the contract's", () => {
  expect(itemChanges.toSorted()).toEqual(ItemChange.options.toSorted());
  expect(criteria.toSorted()).toEqual(Object.keys(RunGroup.shape).toSorted());
});

test("two groups go into an address and come out of it", () => {
  const baseline = { modelId: id, datasetId: other };
  const candidate = { label: "main", completedFrom: "2026-11-01T00:00:00.000Z" };
  const search = parseCompareSearch(compareSearch(baseline, candidate));
  expect(groupOf(search, "baseline")).toEqual(baseline);
  expect(groupOf(search, "candidate")).toEqual(candidate);
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
