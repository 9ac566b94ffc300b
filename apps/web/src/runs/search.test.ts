import { ListRuns, RunSort, RunStatus, SortOrder } from "@evalboard/contract";
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "../address/params.ts";
import { parseRunsSearch, runSorts, runStatuses, sortOrders } from "../address/runs.ts";
import { hasFilters, runsQueryOf, withoutFilters } from "./search.ts";

const modelId = "019ab3f0-0000-7000-8000-000000000001";

test("the page's options are the contract's", () => {
  expect(runStatuses.toSorted()).toEqual(RunStatus.options.toSorted());
  expect(runSorts).toEqual(RunSort.options);
  expect(sortOrders).toEqual(SortOrder.options);
});

test("an address becomes a question that the server takes", () => {
  const search = parseRunsSearch({
    text: " gpt ",
    status: "failed",
    modelId,
    minScore: 0.25,
    from: "2026-11-01",
    to: "2026-11-30",
    completedFrom: "2026-11-17T00:00:00.000Z",
    completedTo: "2026-11-24T00:00:00.000Z",
    label: "nightly",
    tag: ["temperature=0.2", "branch=main"],
    sort: "costUsd",
    order: "asc",
  });
  const query = ListRuns.parse(runsQueryOf(search));
  expect(query).toMatchObject({ text: "gpt", status: "failed", modelId, minScore: 0.25, sort: "costUsd" });
  expect(new Date(query.startedFrom ?? "")).toEqual(new Date(2026, 10, 1));
  expect(new Date(query.startedTo ?? "")).toEqual(new Date(2026, 11, 1));
  expect(query).toMatchObject({
    completedFrom: "2026-11-17T00:00:00.000Z",
    completedTo: "2026-11-24T00:00:00.000Z",
    label: "nightly",
    tags: { temperature: "0.2", branch: "main" },
  });
});

test("nonsense in an address is left out and asks for all runs", () => {
  const search = parseRunsSearch({
    status: "done",
    modelId: "x",
    minScore: 7,
    from: "soon",
    completedFrom: "2026-11-17",
    label: " ",
    tag: "main",
    sort: "name",
  });
  expect(hasFilters(search)).toBe(false);
  expect(ListRuns.parse(runsQueryOf(search))).toEqual({ sort: "startedAt", order: "desc", limit: 50 });
});

test("clearing the filters keeps the sort, which is none", () => {
  const search = parseRunsSearch({ text: "gpt", sort: "averageScore", order: "asc" });
  expect(hasFilters(search)).toBe(true);
  expect(withoutFilters(search)).toEqual({ sort: "averageScore", order: "asc" });
  expect(hasFilters(withoutFilters(search))).toBe(false);
});

test("the first and the last day are read from an address that has both, as from one that has either", () => {
  const read = (address: string) => parseRunsSearch(parseSearch(address));
  expect(read("?from=2026-11-01&to=2026-11-30")).toMatchObject({ from: "2026-11-01", to: "2026-11-30" });
  expect(read("?from=2026-11-01")).toMatchObject({ from: "2026-11-01", to: undefined });
  expect(stringifySearch({ ...read("?from=2026-11-01&to=2026-11-30"), to: "2026-11-02" })).toBe(
    "?from=2026-11-01&to=2026-11-02",
  );
});
