import type { ListRuns, RunPage } from "@evalboard/contract";
import { runWith } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { columnsOf, MOST_RUNS, readRuns } from "./runs.ts";

/** A server with so many pages of 100 runs. */
const serverOf =
  (pages: number) =>
  async ({ cursor }: ListRuns): Promise<RunPage> => {
    const at = Number(cursor ?? 0);
    return { runs: Array(100), nextCursor: at + 1 < pages ? `${at + 1}` : null };
  };

test("reads to the end of the list", async () => {
  const { runs, isCut } = await readRuns({ text: "gpt" }, serverOf(3));
  expect(runs).toHaveLength(300);
  expect(isCut).toBe(false);
});

test("a list as long as an export is whole, a longer one is cut and says so", async () => {
  expect(await readRuns({}, serverOf(MOST_RUNS / 100))).toMatchObject({ isCut: false });
  const { runs, isCut } = await readRuns({}, serverOf(1_000));
  expect(runs).toHaveLength(MOST_RUNS);
  expect(isCut).toBe(true);
});

test("a line has the passes with their n, and a column for each tag and metric of any of the runs", () => {
  const metric = { n: 40, deviation: 0.1, words: [] };
  const runs = [
    runWith({
      tags: { temperature: "0.2" },
      metrics: [{ ...metric, name: "tone", mean: 3.5 }],
      unscoredItems: 2,
    }),
    runWith({ tags: { branch: "main" }, metrics: null, passedItems: null, perfectItems: null }),
  ];
  const columns = columnsOf(runs);
  const cellsOf = (heading: string) => {
    const [, read] = columns.find(([one]) => one === heading)!;
    return runs.map(read);
  };
  expect(columns.slice(-3).map(([heading]) => heading)).toEqual([
    "tag branch",
    "tag temperature",
    "metric tone",
  ]);
  expect(cellsOf("tag temperature")).toEqual(["0.2", null]);
  expect(cellsOf("metric tone")).toEqual([3.5, null]);
  expect(cellsOf("scoredItems")).toEqual([40, null]);
  expect(cellsOf("passedItems")).toEqual([25, null]);
  expect(cellsOf("unscoredItems")).toEqual([2, 0]);
});
