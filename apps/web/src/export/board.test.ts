import type { MatrixReport, RankedModel } from "@evalboard/contract";
import { changeWith, exampleId, noFigures } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { matrixColumns, modelColumns, namedCells, promptChangeColumns } from "./board.ts";

const figures = {
  ...noFigures,
  runs: 3,
  averageScore: 0.5,
  scoredRuns: 2,
  items: 90,
  scoredItems: 80,
  passedItems: 60,
  passRate: 0.75,
  erroredItems: 9,
  errorRate: 0.1,
  unscoredItems: 1,
};
const place = {
  adjustedScore: 0.6,
  adjustedInterval: { low: 0.5, high: 0.7 },
  rankRange: { best: 1, worst: 2 },
  apart: null,
};
const consistency: RankedModel["consistency"] = {
  items: 40,
  passedAlways: 0.7,
  flipped: 0.2,
  passAll: [{ k: 2, items: 40, rate: 0.8 }],
};
const ofDataset = { comparedItems: 50, silentItems: 12, saturated: false };
const one: RankedModel = {
  ...figures,
  ...place,
  consistency,
  modelId: exampleId(1),
  provider: "acme",
  name: "one",
};
const cell = { ...figures, modelId: exampleId(1), datasetId: exampleId(4) };
const report: MatrixReport = {
  period: "7d",
  where: {},
  window: { from: "2026-11-17T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z", unit: "day" },
  timeZone: "UTC",
  generatedAt: "2026-11-23T12:00:00.000Z",
  freshForMs: 60_000,
  stale: false,
  firstCompletedAt: "2026-11-17T08:00:00.000Z",
  models: [one, { ...one, modelId: exampleId(2), name: "two" }],
  totalModels: 2,
  datasets: [
    { ...figures, ...place, ...ofDataset, datasetId: exampleId(3), name: "sums", models: 1 },
    { ...figures, ...place, ...ofDataset, datasetId: exampleId(4), name: "capitals", models: 2 },
  ],
  totalDatasets: 2,
  cells: [
    { ...cell, modelId: exampleId(2) },
    { ...cell, scoreInterval: { low: 0.4, high: 0.6 } },
    { ...cell, datasetId: exampleId(3), averageScore: null },
  ],
};

test("a matrix is exported row by row, and pairs without runs are no line", () => {
  const lines = namedCells(report).map((pair) => matrixColumns.map(([, read]) => read(pair)));
  expect(matrixColumns.map(([heading]) => heading).slice(0, 5)).toEqual([
    "provider",
    "model",
    "dataset",
    "runs",
    "averageScore",
  ]);
  expect(matrixColumns.map(([heading]) => heading).slice(-9)).toEqual([
    "items",
    "scoredItems",
    "passedItems",
    "passRate",
    "passLow95",
    "passHigh95",
    "erroredItems",
    "errorRate",
    "unscoredItems",
  ]);
  const items = [90, 80, 60, 0.75, null, null, 9, 0.1, 1];
  expect(lines).toEqual([
    ["acme", "one", "sums", 3, null, null, null, 2, ...items],
    ["acme", "one", "capitals", 3, 0.5, 0.4, 0.6, 2, ...items],
    ["acme", "two", "capitals", 3, 0.5, null, null, 2, ...items],
  ]);
});

test("a model is exported with its places, what would rank it, and its consistency", () => {
  const lineOf = (model: RankedModel) =>
    Object.fromEntries(modelColumns.map(([heading, read]) => [heading, read(model)]));
  expect(lineOf(one)).toMatchObject({
    bestPlace: 1,
    worstPlace: 2,
    adjustedScore: 0.6,
    adjustedLow95: 0.5,
    adjustedHigh95: 0.7,
    standsApart: null,
    toJoinRun: null,
    repeatedItems: 40,
    passedAlways: 0.7,
    flipped: 0.2,
    passAll2: 0.8,
    passAll4: null,
  });
  const join = { datasetId: exampleId(3), name: "sums" };
  expect(lineOf({ ...one, rankRange: null, apart: { reason: "shares no dataset", join } })).toMatchObject({
    bestPlace: null,
    standsApart: "shares no dataset",
    toJoinRun: "sums",
  });
});

test("a prompt change is exported with what is said beside its verdict", () => {
  const plan = { change: 0.05, moreRuns: 3, moreItems: null, needs: "runs" } as const;
  const change = changeWith({ remarks: ["single runs", "few shared items"], plan, baselineOnlyItems: 4 });
  const line = Object.fromEntries(promptChangeColumns.map(([heading, read]) => [heading, read(change)]));
  expect(line).toMatchObject({
    differenceLow95: 0.05,
    oneLookLow95: 0.07,
    oneLookPValue: 0.0001,
    sharedItems: 280,
    olderOnlyItems: 4,
    gainedItems: 30,
    remarks: "single runs; few shared items",
    plannedChange: 0.05,
    moreRuns: 3,
    moreItems: null,
  });
});
