import type { MatrixReport } from "@evalboard/contract";
import { exampleId, noFigures } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { matrixColumns, namedCells } from "./board.ts";

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
const report: MatrixReport = {
  period: "7d",
  where: {},
  window: { from: "2026-11-17T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z", unit: "day" },
  timeZone: "UTC",
  generatedAt: "2026-11-23T12:00:00.000Z",
  freshForMs: 60_000,
  stale: false,
  firstCompletedAt: "2026-11-17T08:00:00.000Z",
  models: [
    { ...figures, modelId: exampleId(1), provider: "acme", name: "one" },
    { ...figures, modelId: exampleId(2), provider: "acme", name: "two" },
  ],
  totalModels: 2,
  datasets: [
    { ...figures, datasetId: exampleId(3), name: "sums", models: 1 },
    { ...figures, datasetId: exampleId(4), name: "capitals", models: 2 },
  ],
  totalDatasets: 2,
  cells: [
    { ...figures, modelId: exampleId(2), datasetId: exampleId(4) },
    { ...figures, modelId: exampleId(1), datasetId: exampleId(4), scoreInterval: { low: 0.4, high: 0.6 } },
    { ...figures, modelId: exampleId(1), datasetId: exampleId(3), averageScore: null },
  ],
};

test("a matrix is exported row by row, and pairs without runs are no line", () => {
  const lines = namedCells(report).map((cell) => matrixColumns.map(([, read]) => read(cell)));
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
