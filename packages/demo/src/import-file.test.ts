import { Run, type Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { createRunStore } from "@evalboard/runs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "./import-file.ts";

const now = new Date("2026-03-10T14:37:12.345Z");

let orm: Orm;
const importAt = (at: Date) => importFile(createRunStore({ orm, now: () => at }), at);
const allRuns = () =>
  orm.em
    .fork()
    .find(
      Run,
      {},
      { populate: ["model", "dataset", "promptVersion.prompt"], orderBy: { externalId: "asc" } },
    );

beforeAll(async () => {
  orm = await createTestOrm("pglite");
  expect(await importAt(now)).toBe(4);
});
afterAll(() => orm.close());

test("a run for each model and prompt of the file", async () => {
  const runs = await allRuns();
  expect(runs.map(({ model, promptVersion }) => [model.$.name, promptVersion.$.prompt.$.name])).toEqual([
    ["sol-3-medium", "help-desk / short"],
    ["sol-3-medium", "help-desk / with-handbook"],
    ["tess-5-mini", "help-desk / short"],
    ["tess-5-mini", "help-desk / with-handbook"],
  ]);
  expect(new Set(runs.map(({ dataset, source }) => `${dataset.$.name}, ${source}`))).toEqual(
    new Set(["help-desk, promptfoo 0.123.1"]),
  );
});

test("the figures are the file's", async () => {
  const runs = await allRuns();
  expect(
    runs.map(({ totalItems, perfectItems, partialItems, failedItems, erroredItems }) => [
      [totalItems, perfectItems],
      [partialItems, failedItems, erroredItems],
    ]),
  ).toEqual([
    [
      [10, 9],
      [0, 1, 0],
    ],
    [
      [10, 9],
      [0, 1, 0],
    ],
    [
      [10, 3],
      [2, 4, 1],
    ],
    [
      [10, 7],
      [1, 2, 0],
    ],
  ]);
});

test("the times are of the hours before, and last as long as they did", async () => {
  for (const { startedAt, completedAt } of await allRuns()) {
    expect(startedAt).toEqual(new Date("2026-03-10T11:37:12.345Z"));
    expect((completedAt?.getTime() ?? 0) - startedAt.getTime()).toBeGreaterThan(9_000);
    expect((completedAt?.getTime() ?? 0) - startedAt.getTime()).toBeLessThan(12_000);
  }
});

test("importing it again on another day changes nothing", async () => {
  const before = await allRuns();
  await importAt(new Date("2026-03-12T08:00:00.000Z"));
  expect(JSON.stringify(await allRuns())).toBe(JSON.stringify(before));
});
