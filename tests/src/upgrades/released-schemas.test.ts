import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CompareRuns } from "@evalboard/contract";
import { checkBackup, fillEmpty } from "@evalboard/db";
import { engines, openEmpty } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { createItemReader, createRunStore } from "@evalboard/runs";
import { createStatsReader } from "@evalboard/stats";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "fixtures");
const released = readdirSync(folder).toSorted();
const now = new Date("2026-03-30T00:00:00.000Z");

/** From the schema on in which an answer may be without a score there is a fourth completed run. */
const fourth = "Migration20261128204400_what_a_result_is";

/** Of the first two runs, whose results each have their latency and cost. */
const alike = {
  results: 3,
  erroredResults: 0,
  unscoredResults: 0,
  meanLatencyMs: 200,
  measuredResults: 3,
  meanCostUsd: expect.closeTo(0.1, 12),
  pricedResults: 3,
};

const cases = released.flatMap((file) => engines.map((engine) => [file, engine] as const));

it.each(cases)("%s is brought up to date on %s, and its board says what it said", async (file, engine) => {
  const { orm, close } = await openEmpty(engine);
  await fillEmpty(orm, await checkBackup(join(folder, file)));
  await prepareFacts({ orm, timeZone: "UTC", now });
  expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
  const stats = createStatsReader({ orm, timeZone: "UTC" });
  const { summary, topDatasets, latencyOverTime } = await stats.get("all");
  const hasFourth = file >= fourth;
  expect(summary).toMatchObject({
    runs: hasFourth ? 4 : 3,
    averageScore: hasFourth ? 0.5833333333 : 0.75,
    meanLatencyMs: 200,
  });
  expect(topDatasets.map(({ name }) => name)).toEqual(["questions"]);
  expect(latencyOverTime.length).toBeGreaterThan(0);
  await stats.close();

  const runs = createRunStore({ orm, now: () => now });
  const { runs: listed } = await runs.list({ sort: "startedAt", order: "asc", limit: 50 });
  expect(listed.map(({ externalId, status }) => [externalId, status])).toEqual([
    ["run 1", "completed"],
    ["run 2", "completed"],
    ["run 3", "completed"],
    ["run 4", "failed"],
    ["run 5", "running"],
    ...(hasFourth ? [["run 6", "completed"]] : []),
  ]);
  // By the name that its model stands for.
  expect(listed.at(5)?.model.name).toBe(hasFourth ? "gpt" : undefined);
  // What a group's results come to is of columns that a migration filled in.
  const [baseline, candidate] = listed.slice(0, 2).map(({ id }) => ({ runId: id }));
  const compared = await runs.compare(CompareRuns.parse({ baseline, candidate }));
  expect(compared).toMatchObject({
    baseline: alike,
    candidate: alike,
    score: { baseline: 0.5, candidate: 1 },
  });
  const items = createItemReader({ orm, windowOf: () => null });
  const datasetId = listed[0]!.dataset.id;
  const history = await items.history({ datasetId, itemKey: "item 1", period: "all" } as Parameters<
    typeof items.history
  >[0]);
  expect(
    history.strips
      .flatMap(({ answers }) => answers.map(({ score }) => String(score)))
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(hasFourth ? ["0.25", "1", "1", "null"] : ["1", "1", "null"]);
  // It goes on being recorded to.
  const running = listed.find(({ status }) => status === "running");
  await runs.fail({ runId: running!.id, error: "stopped" });
  await close();
});
