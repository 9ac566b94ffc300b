import { SUBJECT_LIMIT } from "@evalboard/contract";
import { expect, test } from "vitest";
import type { FigureSource } from "./figure-source.ts";
import { noRuns } from "./rows.ts";
import type { Snapshot } from "./snapshot.ts";
import { matrixReport } from "./subject-reports.ts";

/** One more than a side holds; the higher its number, the higher its score and the fewer its runs. */
const subjects = Array.from({ length: SUBJECT_LIMIT + 1 }, (_, number) => {
  const runs = 1_000 - number;
  const figures = { ...noRuns, runs, scoredRuns: runs, averageScore: number / 200, scoreVariance: 0.0001 };
  return { id: `${number}`, name: `subject ${number}`, provider: "local", models: 1, ...figures, items: 1e6 };
});

test("a side too long is cut to the best models and the hardest datasets, however much they are used", async () => {
  const source: Partial<FigureSource> = {
    models: async () => subjects,
    datasets: async () => subjects,
    cells: async () => [],
  };
  const report = await matrixReport({ head: {}, source } as Snapshot);
  expect(report).toMatchObject({ totalModels: 101, totalDatasets: 101 });
  expect(report.models.map(({ modelId }) => Number(modelId))).toEqual(
    Array.from({ length: 100 }, (_, rank) => 100 - rank),
  );
  expect(report.datasets.map(({ datasetId }) => Number(datasetId))).toEqual(
    Array.from({ length: 100 }, (_, rank) => rank),
  );
});
