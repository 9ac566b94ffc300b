import { AddResults, StartRun } from "@evalboard/contract";
import { type Orm, Run, RunResult } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { createStatsReader, type StatsReader } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dayOf } from "./day-runs.ts";
import { fillDemo } from "./fill.ts";
import { story } from "./story.ts";

const now = new Date("2026-03-10T14:37:12.345Z");
const timeZone = "Europe/Berlin";
const threeDaysLater = new Date("2026-03-13T09:00:00.000Z");

let orm: Orm;
let twin: Orm;
let elsewhere: Orm;
let added: number;
let runs: Run[];
const fill = (to: Orm, at: Date) =>
  fillDemo({ orm: to, runs: createRunStore({ orm: to, now: () => at }), now: at });
const ofDemo = { externalId: { $like: "demo/%" } };
const demoRuns = (of: Orm) => of.em.fork().find(Run, ofDemo, { orderBy: { externalId: "asc" } });
/** A row for each demo run: itself as text, and a hash of all its results. */
const textsOf = (of: Orm) =>
  of.em.execute<readonly object[]>(`
    select run::text, (
      select md5(string_agg(result::text, chr(10) order by position)) from run_results result where run_id = run.id
    ) as results
    from runs run where external_id like 'demo/%' order by external_id collate "C"`);

/** A fill that is stopped while it imports the file. */
async function breakOff(to: Orm, at: Date): Promise<void> {
  const store = createRunStore({ orm: to, now: () => at });
  const complete = () => Promise.reject(new Error("stopped"));
  await expect(fillDemo({ orm: to, runs: { ...store, complete }, now: at })).rejects.toThrow("stopped");
}

beforeAll(async () => {
  orm = await createTestOrm("pglite");
  twin = await createTestOrm("postgresql");
  elsewhere = await createTestOrm("postgresql");
  added = (await fill(orm, now)).runs;
  await breakOff(twin, now);
  await fill(twin, now);
  await prepareFacts({ orm: twin, timeZone, now: threeDaysLater });
  runs = await demoRuns(orm);
});
afterAll(async () => {
  await orm.close();
  await elsewhere.close();
  await twin.close();
});

describe("the first fill", () => {
  test("makes the same rows for the same seed and moment, on either engine, also after one that was broken off", async () => {
    expect(await textsOf(twin)).toEqual(await textsOf(orm));
  });

  test("leaves nothing of a broken one behind", async () => {
    expect(await twin.em.fork().count(Run)).toBe(added);
    expect(await twin.em.fork().count(Run, { status: "running" })).toBe(1);
  });

  test("puts nothing into the future and everything into the last half year", () => {
    for (const { startedAt, completedAt, failedAt } of runs) {
      expect(startedAt <= now && (completedAt ?? now) <= now && (failedAt ?? now) <= now).toBe(true);
      expect(dayOf(now) - dayOf(startedAt)).toBeLessThanOrEqual(story.days);
    }
  });

  test("gives no two runs one name", () => {
    const names = runs.map(({ externalId }) => externalId);
    expect(new Set(names).size).toBe(names.length);
  });

  test("leaves one run under way, with some of its results", async () => {
    const running = runs.filter(({ status }) => status === "running");
    expect(running).toHaveLength(1);
    expect(await orm.em.fork().count(RunResult, { run: running[0]!.id })).toBeGreaterThan(3);
  });

  test("lets a run fail now and then, and says why", () => {
    const failed = runs.filter(({ status }) => status === "failed");
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.every(({ error }) => error !== null && error.length > 0)).toBe(true);
  });

  test("brings an imported file too", async () => {
    const imported = await orm.em.fork().find(Run, { externalId: { $like: "promptfoo:%" } });
    expect(imported.map(({ status }) => status)).toEqual(Array(4).fill("completed"));
    expect(added).toBe(runs.length + imported.length);
  });

  test("makes ids that sort as the runs' starts do", () => {
    const byStart = runs.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    const byId = runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId.map(({ startedAt }) => startedAt)).toEqual(byStart.map(({ startedAt }) => startedAt));
  });
});

describe("a run's results", () => {
  test("are there for every completed run, as many as it says", async () => {
    const counts = await orm.em.execute<readonly { run_id: string; results: number }[]>(
      "select run_id, count(*)::int as results from run_results group by run_id",
    );
    const byRun = new Map(counts.map(({ run_id, results }) => [run_id, results]));
    const completed = runs.filter(({ status }) => status === "completed");
    expect(completed.filter(({ id, totalItems }) => byRun.get(id) !== totalItems)).toEqual([]);
  });

  test("give the stored facts when a run is recorded from them", async () => {
    const completed = runs.filter(({ status }) => status === "completed").slice(-200);
    const store = createRunStore({ orm: elsewhere, now: () => now });
    for (const run of completed.filter((_, index) => index % 5 === 0)) {
      const results = await orm.em.fork().find(RunResult, { run: run.id }, { orderBy: { position: "asc" } });
      const recorded = await recordFrom(store, run.externalId, results);
      for (const fact of facts) {
        expect([fact, recorded[fact] === null]).toEqual([fact, run[fact] === null]);
        expect(recorded[fact] ?? 0).toBeCloseTo(run[fact] ?? 0, 9);
      }
    }
  });
});

const facts = [
  ...(["averageScore", "latencyMs", "inputTokens", "outputTokens", "costUsd", "spentUsd"] as const),
  ...(["totalItems", "perfectItems", "partialItems", "failedItems", "erroredItems"] as const),
  ...(["passedItems", "unscoredItems", "measuredItems", "pricedItems"] as const),
];

async function recordFrom(store: RunStore, externalId: string, rows: readonly RunResult[]) {
  const { runId } = await store.start(
    StartRun.parse({
      externalId,
      model: { provider: "any", name: "any" },
      dataset: { name: "any" },
      prompt: { name: "any", text: "any" },
    }),
  );
  const answers = rows.map(
    ({ run: _run, position: _position, textReplaced: _replaced, metrics, ...result }) => ({
      ...result,
      metrics: metrics ?? {},
    }),
  );
  await store.addResults(AddResults.parse({ runId, results: answers }));
  return (await store.complete({ runId })).run;
}

describe("a later fill", () => {
  test("adds nothing on the same day", async () => {
    expect(await fill(twin, now)).toEqual({ runs: 0 });
    expect(await fill(twin, new Date("2026-03-10T23:59:59.999Z"))).toEqual({ runs: 0 });
  });

  test("adds the days since, and changes nothing that was there", async () => {
    const before = new Map((await demoRuns(twin)).map((run) => [run.id, run]));
    const topUp = await fill(twin, threeDaysLater);
    const after = await demoRuns(twin);
    const fresh = after.filter(({ id }) => !before.has(id));
    expect(fresh).toHaveLength(topUp.runs);
    expect(new Set(fresh.map(({ startedAt }) => startedAt.toISOString().slice(0, 10)))).toEqual(
      new Set(["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"]),
    );
    expect(fresh.every(({ startedAt }) => startedAt > new Date("2026-03-10T14:30:00Z"))).toBe(true);
    expect(fresh.every(({ completedAt }) => completedAt === null || completedAt <= threeDaysLater)).toBe(
      true,
    );
    const kept = after.filter(({ id, status }) => before.get(id)?.status === status);
    expect(kept).toHaveLength(before.size - 1);
    expect(after.filter(({ status }) => status === "running")).toHaveLength(1);
  });

  test("keeps the facts right", async () => {
    expect(await verifyFacts({ orm: twin, timeZone })).toEqual([]);
  });
});

describe("the board of the demo", () => {
  let board: StatsReader;
  beforeAll(() => {
    vi.useFakeTimers({ now: threeDaysLater, toFake: ["Date"] });
    board = createStatsReader({ orm: twin, timeZone });
  });
  afterAll(async () => {
    await board.close();
    vi.useRealTimers();
  });

  test.each(["7d", "30d", "90d"] as const)(
    "of %s ranks the best model before the weak one, which their averages do not",
    async (period) => {
      const { topModels } = await board.get(period);
      const [strong, weak] = [story.strongModel, story.weakModel].map(({ model }) =>
        topModels.find(({ name }) => name === model),
      );
      expect(strong!.averageScore).toBeLessThan(weak!.averageScore! - 0.2);
      expect(strong!.adjustedScore).toBeGreaterThan(weak!.adjustedScore! + 0.1);
      expect(strong!.rankRange!.best).toBe(1);
    },
  );

  test("answers its questions, and has a change of every verdict", async () => {
    const { answers, promptChanges, topModels } = await board.get("30d");
    expect(answers.models).toMatchObject({ state: "leads", subject: { name: story.strongModel.model } });
    expect(answers.datasets).toMatchObject({ state: "hardest", subject: { name: story.hardDataset } });
    expect(answers.datasets.saturated.first.map(({ name }) => name)).toContain(story.easyDataset);
    const { prompt, version } = story.helpfulChange;
    expect(answers.prompts).toMatchObject({ state: "improved", subject: { name: prompt, newer: version } });
    const verdicts = new Map(promptChanges.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts.get(prompt)).toBe("improved");
    expect(verdicts.get(story.idleChange.prompt)).toBe("no clear change");
    expect(verdicts.get(story.harmfulChange.prompt)).toBe("worse");
    expect(verdicts.get(story.untoldChange.prompt)).toBe("too little to say");
    expect(verdicts.get(story.renewedChange.prompt)).toBeNull();
    const lucky = topModels.find(({ name }) => name === story.luckyModel.model);
    expect(lucky).toMatchObject({
      averageScore: 1,
      adjustedScore: null,
      apart: { reason: "one dataset alone" },
    });
  });
});
