import type { Period } from "@evalboard/contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SubjectNotFound } from "./narrowing.ts";
import { cachedStatsReader, type ReportWatch } from "./stats.ts";
import { reportOf } from "./testing/report-of.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const unused = () => Promise.reject(new Error("this test does not call it"));
const nobody = "00000000-0000-7000-8000-000000000000";

/** A reader whose computing fails while there is a failure, and what its watch heard. */
function watchedReader() {
  const state = { failure: null as Error | null };
  const heard: string[] = [];
  const watch: ReportWatch = {
    answered: (report, from) => void heard.push(`${report}: ${from}`),
    computing: async (report, period, compute) => {
      heard.push(`${report} of ${period} is computed`);
      return compute();
    },
  };
  const board = async ({ period }: { period: Period }, now: Date) => {
    if (state.failure) throw state.failure;
    return reportOf(period, now, 1);
  };
  const model = () => Promise.reject(new SubjectNotFound("modelId", nobody));
  const computations = {
    board,
    latencyByModel: unused,
    model,
    dataset: unused,
    prompt: unused,
    matrix: unused,
  };
  return { state, reader: cachedStatsReader(computations, { watch }), heard };
}

test("a watch hears of each answer where it came from, and does each computation", async () => {
  const { state, reader, heard } = watchedReader();
  await Promise.all([reader.get("7d"), reader.get("7d")]);
  await reader.get("7d");
  await reader.get({ period: "24h", where: { label: "main" } });
  expect(heard.splice(0)).toEqual([
    "board of 7d is computed",
    "board: miss",
    "board: miss",
    "board: hit",
    "narrowed board of 24h is computed",
    "narrowed board: miss",
  ]);
  state.failure = new Error("no database");
  vi.advanceTimersByTime(60_000);
  await reader.get("7d");
  vi.advanceTimersByTime(540_000);
  await expect(reader.get("7d")).rejects.toThrow("no database");
  await expect(reader.model({ period: "7d", modelId: nobody })).rejects.toThrow(SubjectNotFound);
  expect(heard).toEqual([
    "board of 7d is computed",
    "board: stale",
    "board of 7d is computed",
    "board: failed",
    "model of 7d is computed",
    "model: absent",
  ]);
});
