import { DatasetReport, MatrixReport, ModelReport, PromptReport, SUBJECT_LIMIT } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noRuns } from "./aggregations/columns.ts";
import { type FigureSource, runsSource } from "./aggregations/source.ts";
import { SubjectNotFound } from "./narrowing.ts";
import type { Snapshot } from "./snapshot.ts";
import { matrixReport } from "./subject-reports.ts";
import { boardCase } from "./testing/arbitrary-board.ts";
import {
  answering,
  type BoardRun,
  completedRun,
  datasetNames,
  modelNames,
  promptNames,
  promptVersions,
} from "./testing/board.ts";
import { computeSubjectReports } from "./testing/compute-subject-reports.ts";
import { expectClose } from "./testing/expect-close.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";
import { onlyFacts } from "./testing/only-facts.ts";
import {
  referenceDatasetReport,
  referenceMatrix,
  referenceModelReport,
  referencePromptReport,
} from "./testing/reference-subjects.ts";

const week = { period: "7d", now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" } as const;
/** Hundreds on a machine with time. */
const numRuns = Number(process.env["BOARDS"] ?? 6);
const today = new Date("2026-03-10T09:00:00Z");

const subjects = fc.record({
  model: fc.nat(modelNames.length - 1),
  dataset: fc.nat(datasetNames.length - 1),
  prompt: fc.nat(promptNames.length - 1),
});

/** Those of the first run where there is one: few of those drawn were run. */
function subjectsOf([run]: readonly BoardRun[], drawn: { model: number; dataset: number; prompt: number }) {
  return run ? { ...run, prompt: promptVersions[run.promptVersion]!.prompt } : drawn;
}

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(() => replaceBoard(orm, []));
  afterAll(() => orm.close());

  test(
    "give what plain loops over the same runs give, from the runs and from facts",
    async () => {
      await fc.assert(
        fc.asyncProperty(boardCase, subjects, async ({ request, board, names }, drawn) => {
          await replaceBoard(orm, board, names);
          await rebuildFacts({ orm, ...request });
          const { model, dataset, prompt } = subjectsOf(board, drawn);
          for (const source of [runsSource, onlyFacts]) {
            const asked = { request, board, names, areFactsKnown: source === onlyFacts };
            const reports = computeSubjectReports(orm, request, source);
            expectClose(ModelReport.parse(await reports.model(model)), referenceModelReport(asked, model));
            expectClose(
              DatasetReport.parse(await reports.dataset(dataset)),
              referenceDatasetReport(asked, dataset),
            );
            expectClose(
              PromptReport.parse(await reports.prompt(prompt)),
              referencePromptReport(asked, prompt),
            );
            expectClose(MatrixReport.parse(await reports.matrix()), referenceMatrix(asked));
          }
        }),
        { numRuns },
      );
    },
    60_000 + numRuns * 10_000,
  );

  test("are whole reports of zeros and nulls where nothing was run", async () => {
    const reports = computeSubjectReports(orm, week);
    const model = ModelReport.parse(await reports.model(0));
    expect(model.summary).toMatchObject({ runs: 0, averageScore: null, previous: { runs: 0 } });
    expect(model.overTime.map(({ runs }) => runs)).toEqual(Array(7).fill(0));
    expect(model.overTime.map(({ costUsd }) => costUsd)).toEqual(Array(7).fill(null));
    expect([model.datasets, model.promptVersions]).toEqual([[], []]);
    expect(DatasetReport.parse(await reports.dataset(0))).toMatchObject({ models: [], cells: [] });
    const { versions } = PromptReport.parse(await reports.prompt(0));
    expect(versions.map(({ number, runs, change }) => [number, runs, change])).toEqual([
      [3, 0, null],
      [2, 0, null],
      [1, 0, null],
    ]);
    expect(MatrixReport.parse(await reports.matrix())).toMatchObject({ totalModels: 0, cells: [] });
  });

  test("compare each version with the one before it that was run, past those that were not", async () => {
    await replaceBoard(orm, [
      // promptVersions begins with numbers 3, 2 and 1 of the first prompt.
      ...[0.9, 0.8].map((score) =>
        completedRun({ at: today, promptVersion: 0, ...answering([score, score]) }),
      ),
      ...[0.4, 0.5].map((score) =>
        completedRun({ at: today, promptVersion: 2, ...answering([score, score, score]) }),
      ),
    ]);
    const { versions } = await computeSubjectReports(orm, week).prompt(0);
    expect(versions.map(({ change }) => change && [change.older.number, change.difference])).toEqual([
      [1, 0.4],
      null,
      null,
    ]);
  });

  test("name the field of a subject that does not exist", async () => {
    const reports = computeSubjectReports(orm, week);
    await expect(reports.model(99)).rejects.toThrow(SubjectNotFound);
    await expect(reports.model(99)).rejects.toThrow(/^modelId: no model .* here$/);
    await expect(reports.dataset(99)).rejects.toThrow(/^datasetId: /);
    await expect(reports.prompt(99)).rejects.toThrow(/^promptId: /);
  });
});

/** One more than a side holds; the higher its number, the higher its score and the fewer its runs. */
const manySubjects = Array.from({ length: SUBJECT_LIMIT + 1 }, (_, number) => {
  const runs = 1_000 - number;
  const figures = { ...noRuns, runs, scoredRuns: runs, averageScore: number / 200, scoreVariance: 0.0001 };
  return {
    id: `${number}`,
    name: `subject ${number}`,
    provider: "local",
    ...figures,
    scoredItems: 1e6,
  };
});

test("a side too long is cut to the best models and the hardest datasets, however much they are used", async () => {
  const source: Partial<FigureSource> = {
    models: async () => manySubjects,
    datasets: async () => manySubjects,
    pairs: async () => [],
    windowItems: async () => ({ ofPairs: [], ofDatasets: [], previous: [] }),
    pairHistories: async () => [],
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
