import { FactGeneration, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildGeneration, prepareFacts, rebuildFacts, SupersededError, takeStep } from "./build.ts";
import { startGeneration, currentGeneration, hoursFromOf } from "./generations.ts";
import { complete, insertCatalogue, remove, type RunOfTest } from "./testing/board.ts";
import { storedFacts } from "./testing/stored-facts.ts";
import { verifyFacts } from "./verify.ts";

const now = new Date("2026-03-30T09:30:00.000Z");
const timeZone = "Europe/Berlin";
const runOf = (index: number, told: Partial<RunOfTest> = {}): RunOfTest => ({
  index,
  model: index % 3,
  dataset: index % 2,
  version: index % 4,
  completedAt: new Date(now.getTime() - index * 1_000),
  scores: [1, 0.5, null],
  latencies: [100, 200, null],
  costUsd: 0.1,
  inputTokens: 10,
  ...told,
});

describe.each(engines)("facts on %s", (engine) => {
  let orm: Orm;
  const transaction = <T>(work: Parameters<Orm["em"]["transactional"]>[0]) =>
    orm.em.fork().transactional(work) as Promise<T>;
  const board = async () => {
    const rows = await storedFacts(orm, (await currentGeneration(orm.em.fork(), timeZone))!);
    return rows.get([...rows.keys()].find((key) => key.startsWith("board all"))!);
  };

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(async () => {
    await orm.em.fork().nativeDelete(Run, {});
    await orm.em.fork().nativeDelete(FactGeneration, {});
  });
  afterAll(() => orm.close());

  test("add up what twenty completions at once, and then ten deletions, contribute", async () => {
    await prepareFacts({ orm, timeZone, now });
    const runs = Array.from({ length: 20 }, (_, index) => runOf(index));
    await Promise.all(runs.map((run) => transaction((em) => complete(em, run))));
    expect(await board()).toMatchObject({
      runs: 20,
      scoreSum: 15,
      perfectItems: 20,
      erroredItems: 20,
      costUsdSum: 2,
    });
    await Promise.all(runs.slice(0, 10).map((run) => transaction((em) => remove(em, run))));
    expect(await board()).toMatchObject({ runs: 10, scoreSum: 7.5, latencyMsSum: 1_500, costUsdSum: 1 });
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  test("are exact while they are rebuilt again and again beside completions and deletions", async () => {
    await prepareFacts({ orm, timeZone, now });
    const writing = Array.from({ length: 12 }, async (_, index) => {
      const run = runOf(index);
      await transaction((em) => complete(em, run));
      if (index % 3 === 0) await transaction((em) => remove(em, run));
    });
    for (let round = 0; round < 4; round++) await rebuildFacts({ orm, timeZone, now });
    await Promise.all(writing);
    expect((await board())?.["runs"]).toBe(8);
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  test("know nothing of a completion whose transaction fails", async () => {
    await prepareFacts({ orm, timeZone, now });
    const failing = transaction(async (em) => {
      await complete(em, runOf(0));
      throw new Error("after the facts");
    });
    await expect(failing).rejects.toThrow("after the facts");
    expect(await board()).toBeUndefined();
  });

  test("of an hour that is past what is kept are left out, of its day they are not", async () => {
    await prepareFacts({ orm, timeZone, now });
    await transaction((em) => complete(em, runOf(0, { completedAt: new Date("2026-03-27T08:59:59.999Z") })));
    const rows = await storedFacts(orm, (await currentGeneration(orm.em.fork(), timeZone))!);
    const units = [...rows.keys()].filter((key) => key.startsWith("board")).map((key) => key.split(" ")[1]);
    expect(new Set(units)).toEqual(new Set(["all", "day", "month", "week"]));
  });

  test("are built once by several processes that start at the same time", async () => {
    for (const index of [0, 1, 2, 3]) await transaction((em) => complete(em, runOf(index)));
    await Promise.all(Array.from({ length: 4 }, () => prepareFacts({ orm, timeZone, now })));
    expect((await board())?.["runs"]).toBe(4);
    expect(await orm.em.fork().count(FactGeneration)).toBe(1);
  });

  test("of another zone take the place of the current ones only when they are whole", async () => {
    for (const index of [0, 1, 2]) await transaction((em) => complete(em, runOf(index)));
    await prepareFacts({ orm, timeZone, now });
    const id = await transaction<number>((em) =>
      startGeneration(em, { stage: "building", timeZone: "UTC", hoursFrom: hoursFromOf(now) }),
    );
    await transaction((em) => takeStep(em, id, { runs: 2, results: 1_000 }));
    expect((await board())?.["runs"]).toBe(3);
    const steps: number[] = [];
    // The rebuild was killed there: what is left of it is done, and no more.
    await prepareFacts({ orm, timeZone: "UTC", now, onProgress: ({ runs }) => steps.push(runs) });
    expect(steps).toEqual([1]);
    expect(await currentGeneration(orm.em.fork(), timeZone)).toBeNull();
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
  });

  test("that are built by one call are dropped by a later one, and the first one says so", async () => {
    await transaction((em) => complete(em, runOf(0)));
    const options = { stage: "building", timeZone, hoursFrom: hoursFromOf(now) } as const;
    const first = await transaction<number>((em) => startGeneration(em, options));
    await transaction((em) => startGeneration(em, options));
    await expect(buildGeneration(orm, first)).rejects.toThrow(SupersededError);
  });

  test("that are wrong are named, with the measures that are, what they have and should have", async () => {
    await prepareFacts({ orm, timeZone, now });
    const long = runOf(1, { completedAt: new Date("2026-01-05T12:00:00.000Z") });
    for (const run of [runOf(0), long]) await transaction((em) => complete(em, run));
    await orm.em
      .getConnection()
      .execute("update facts set runs = runs + 1 where scope = 'model' and unit = 'day'");
    await orm.em
      .getConnection()
      .execute(
        "update fact_histograms set bins[1] = 5 where measure = 'score' and unit = 'week' and bucket > '2026-02-01'",
      );
    expect(await verifyFacts({ orm, timeZone })).toEqual([
      expect.objectContaining({ scope: "model", unit: "day", bucket: "2026-01-04T23:00:00.000Z" }),
      expect.objectContaining({
        scope: "model",
        unit: "day",
        datasetId: null,
        wrong: [{ measure: "runs", has: "2", shouldHave: "1" }],
      }),
      {
        scope: "board",
        unit: "week",
        bucket: "2026-03-29T22:00:00.000Z",
        modelId: null,
        datasetId: null,
        promptVersionId: null,
        wrong: [{ measure: "score bin 1", has: "5", shouldHave: "0" }],
      },
    ]);
  });
});
