import type { ListRuns, RunPage } from "@evalboard/contract";
import { expect, test } from "vitest";
import { MOST_RUNS, readRuns } from "./runs.ts";

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
