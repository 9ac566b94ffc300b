import { FactGeneration, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { buildGeneration, prepareFacts, rebuildFacts, SupersededError, takeStep } from "./build.ts";
import { startGeneration, currentGeneration, hoursFromOf, LAYOUT } from "./generations.ts";
import { itemDifferences } from "./item-differences.ts";
import { complete, insertCatalogue, remove, type RunOfTest, scoreLate } from "./testing/board.ts";
import { sweepFacts } from "./sweep.ts";
import { storedFacts, storedHistograms, storedItemFacts } from "./testing/stored-facts.ts";
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
  contrary: false,
  metrics: [2],
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

  const items = async () => storedItemFacts(orm, (await currentGeneration(orm.em.fork(), timeZone))!);
  const execute = (statement: string) => orm.em.getConnection().execute<Record<string, unknown>[]>(statement);

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

  test("of generations that are gone are swept away, and those of hours that are long past", async () => {
    await prepareFacts({ orm, timeZone, now });
    await transaction((em) => complete(em, runOf(0)));
    await rebuildFacts({ orm, timeZone, now });
    const { id } = (await currentGeneration(orm.em.fork(), timeZone))!;
    const kept = async (of: "facts" | "metric_facts" | "fact_histograms") =>
      (
        await orm.em
          .getConnection()
          .execute<Record<string, unknown>[]>(
            `select distinct generation, unit = 'hour' as hours from ${of} order by 2`,
          )
      ).map(({ generation, hours }) => [generation, hours]);
    const tables = ["facts", "metric_facts", "fact_histograms"] as const;
    const ofItems = "select distinct generation from item_facts";
    expect(await execute(ofItems)).toEqual([{ generation: id }]);
    for (const table of tables) {
      expect(await kept(table), table).toEqual([
        [id, false],
        [id, true],
      ]);
    }
    await sweepFacts({ orm, now: new Date(now.getTime() + 100 * 3_600_000) });
    for (const table of tables) expect(await kept(table), table).toEqual([[id, false]]);
    expect(await execute(ofItems)).toEqual([{ generation: id }]);
    await orm.em.fork().nativeDelete(FactGeneration, {});
    await sweepFacts({ orm, now });
    expect(await execute(ofItems)).toEqual([]);
    for (const table of tables) expect(await kept(table), table).toEqual([]);
  });

  test("of metrics are not touched by a run that has none", async () => {
    await prepareFacts({ orm, timeZone, now });
    const touched = (run: RunOfTest) =>
      transaction<unknown>(async (em) => {
        await complete(em, run);
        const locks = "select distinct mode from pg_locks where relation = 'metric_facts'::regclass";
        return em.execute(`${locks} and pid = pg_backend_pid() and mode = 'RowExclusiveLock'`);
      });
    expect(await touched(runOf(0, { metrics: [] }))).toEqual([]);
    expect(await touched(runOf(1, { metrics: [1] }))).toEqual([{ mode: "RowExclusiveLock" }]);
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
        metric: null,
        itemKey: null,
        wrong: [{ measure: "score bin 1", has: "5", shouldHave: "0" }],
      },
    ]);
  });

  test("of metrics that are wrong, missing or too many are named, with the metric", async () => {
    await prepareFacts({ orm, timeZone, now });
    await transaction((em) => complete(em, runOf(0, { metrics: [2, 3], scores: [1, 1, 1] })));
    await execute(
      "update metric_facts set mean_sum = mean_sum + 0.5 where scope = 'board' and unit = 'month' and metric = 'all'",
    );
    await execute("delete from metric_facts where scope = 'model' and unit = 'week' and metric = 'positive'");
    await execute(
      "insert into metric_facts select generation, scope, unit, bucket, model_id, dataset_id, prompt_version_id, 'tone', 1, 1, 0, 0 " +
        "from metric_facts where scope = 'dataset' and unit = 'all' and metric = 'all'",
    );
    const row = { modelId: null, datasetId: null, promptVersionId: null, itemKey: null };
    expect(await verifyFacts({ orm, timeZone })).toEqual([
      {
        ...row,
        scope: "board",
        unit: "month",
        bucket: "2026-02-28T23:00:00.000Z",
        metric: "all",
        wrong: [{ measure: "meanSum", has: "3", shouldHave: "2.5" }],
      },
      {
        ...row,
        scope: "model",
        unit: "week",
        bucket: "2026-03-29T22:00:00.000Z",
        modelId: idOf("model", 0),
        metric: "positive",
        wrong: expect.arrayContaining([
          { measure: "runs", has: "0", shouldHave: "1" },
          { measure: "items", has: "0", shouldHave: "2" },
          { measure: "meanSum", has: "0", shouldHave: "0.3125" },
        ]),
      },
      {
        ...row,
        scope: "dataset",
        unit: "all",
        bucket: "1970-01-01T00:00:00.000Z",
        datasetId: idOf("dataset", 0),
        metric: "tone",
        wrong: expect.arrayContaining([{ measure: "runs", has: "1", shouldHave: "0" }]),
      },
    ]);
    await execute("delete from metric_facts");
    expect(await verifyFacts({ orm, timeZone })).toHaveLength(2 * 17);
  });

  test("of items hold what was scored of each, and those of which nothing is left are gone", async () => {
    await prepareFacts({ orm, timeZone, now });
    const told = { model: 0, dataset: 0, version: 0, metrics: [] };
    const thirds = runOf(0, { ...told, scores: [1 / 3, null, 2 / 3, "unscored"] });
    const tenths = runOf(1, { ...told, scores: [0.1, 0.2, 0.2] });
    for (const run of [thirds, tenths]) await transaction((em) => complete(em, run));
    const of = [idOf("promptVersion", 0), idOf("model", 0), idOf("dataset", 0)].join(" ");
    const [first, second] = [`${of} item 0`, `${of} item 1`];
    const ofTenths = new Map([
      [first, { n: 2, scoreSum: 0.3, scoreSquares: 0.05, passes: 0 }],
      [second, { n: 1, scoreSum: 0.2, scoreSquares: 0.04, passes: 0 }],
    ]);
    // A third and two thirds make a whole one, to 15 places.
    expect((await items()).get(first)).toMatchObject({ n: 4, scoreSum: 1.3, passes: 1 });
    expect((await items()).get(second)).toEqual(ofTenths.get(second));
    const scored = await transaction<RunOfTest>((em) => scoreLate(em, thirds, 1));
    expect((await items()).get(second)).toMatchObject({ n: 2, scoreSum: 1.2, passes: 1 });
    await transaction((em) => remove(em, scored));
    expect(await items()).toEqual(ofTenths);
    await transaction((em) => remove(em, tenths));
    expect(await items()).toEqual(new Map());
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  test("of items that are wrong, missing or too many are named, however many are compared at a time", async () => {
    await prepareFacts({ orm, timeZone, now });
    for (const index of [0, 1, 2, 3]) await transaction((em) => complete(em, runOf(index)));
    await execute(
      `update item_facts set n = 2 where model_id = '${idOf("model", 1)}' and item_key = 'item 0'`,
    );
    await execute(`delete from item_facts where model_id = '${idOf("model", 2)}' and item_key = 'item 1'`);
    await execute(
      "insert into item_facts select generation, prompt_version_id, model_id, dataset_id, 'zzz', 1, 0.5, 0.25, 1 " +
        `from item_facts where prompt_version_id = '${idOf("promptVersion", 3)}' and item_key = 'item 1'`,
    );
    const of = (index: number) => ({
      scope: "stratum",
      unit: "all",
      bucket: "1970-01-01T00:00:00.000Z",
      promptVersionId: idOf("promptVersion", index),
      modelId: idOf("model", index % 3),
      datasetId: idOf("dataset", index % 2),
      metric: null,
    });
    const wrong = [
      { ...of(1), itemKey: "item 0", wrong: [{ measure: "n", has: "2", shouldHave: "1" }] },
      {
        ...of(2),
        itemKey: "item 1",
        wrong: expect.arrayContaining([
          { measure: "n", has: "0", shouldHave: "1" },
          { measure: "scoreSum", has: "0", shouldHave: "0.5" },
        ]),
      },
      {
        ...of(3),
        itemKey: "zzz",
        wrong: expect.arrayContaining([{ measure: "passes", has: "1", shouldHave: "0" }]),
      },
    ];
    expect(await verifyFacts({ orm, timeZone })).toEqual(wrong);
    const kept = (await currentGeneration(orm.em.fork(), timeZone))!.id;
    const made = await transaction<number>((em) =>
      startGeneration(em, { stage: "checking", timeZone, hoursFrom: hoursFromOf(now) }),
    );
    await buildGeneration(orm, made);
    for (const rows of [1, 2, 3, 8, 9]) {
      expect(await itemDifferences(orm, { kept, made }, rows), `${rows} at a time`).toEqual(wrong);
    }
  });

  test("of a mean of ½ that was stored as a float below it are in the bin that begins with ½", async () => {
    await prepareFacts({ orm, timeZone, now });
    const scores = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
    await transaction((em) => complete(em, runOf(0, { scores })));
    const [run] = await orm.em.fork().find(Run, {});
    expect(run?.averageScore).toBe(0.49999999999999994);
    const spread = await storedHistograms(orm, (await currentGeneration(orm.em.fork(), timeZone))!);
    expect([...spread.values()].map(({ score }) => score)).toEqual(
      ["hour", "day", "week", "month"].map(() => [0, 0, 0, 0, 0, 1]),
    );
    expect(await board()).toMatchObject({ scoreSum: 0.5, scoreSquares: 0.25 });
  });

  test("of an earlier layout are built again, items and all", async () => {
    await prepareFacts({ orm, timeZone, now });
    for (const index of [0, 1]) await transaction((em) => complete(em, runOf(index)));
    const before = await items();
    await orm.em.fork().nativeUpdate(FactGeneration, {}, { layout: LAYOUT - 1 });
    await execute("truncate item_facts");
    await prepareFacts({ orm, timeZone, now });
    expect(await items()).toEqual(before);
    expect(before.size).toBe(4);
  });

  test("are exact where runs of the same items complete, take scores and are deleted at once", async () => {
    await prepareFacts({ orm, timeZone, now });
    const alike = (index: number, told: Partial<RunOfTest> = {}) =>
      runOf(index, { model: 0, dataset: 0, version: 0, ...told });
    const late = [0, 1, 2, 3].map((index) => alike(index, { scores: ["unscored", 1, "unscored", 0] }));
    const gone = [4, 5, 6, 7].map((index) => alike(index));
    for (const run of [...late, ...gone]) await transaction((em) => complete(em, run));
    const fresh = [8, 9, 10, 11].map((index) => alike(index, { scores: [1, 0.25, 0.5, 0.75] }));
    await Promise.all([
      ...late.map((run) => transaction((em) => scoreLate(em, run, 0.5))),
      ...gone.map((run) => transaction((em) => remove(em, run))),
      ...fresh.map((run) => transaction((em) => complete(em, run))),
    ]);
    const sorted = [...(await items())].toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted.map(([, row]) => row)).toEqual([
      expect.objectContaining({ n: 16, scoreSum: 4 * (0.5 + 0.5 + 1 + 0.5) }),
      expect.objectContaining({ n: 16, scoreSum: 4 * (1 + 0 + 0.25 + 0.75) }),
    ]);
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  // PGlite does one transaction at a time.
  test.runIf(engine === "postgresql")(
    "make nobody wait for who waits for an item but those who score the same",
    async () => {
      await prepareFacts({ orm, timeZone, now });
      await transaction((em) => complete(em, runOf(0)));
      let same: Promise<unknown> | undefined;
      await transaction(async (em) => {
        await em.execute(`select from item_facts where model_id = '${idOf("model", 0)}' for update`);
        same = transaction((other) => complete(other, runOf(12)));
        const waiting =
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        await vi.waitFor(async () => expect(await execute(waiting)).toHaveLength(1));
        await transaction((other) => complete(other, runOf(1)));
        expect((await board())?.["runs"]).toBe(2);
      });
      await same;
      expect((await board())?.["runs"]).toBe(3);
      expect(await verifyFacts({ orm, timeZone })).toEqual([]);
    },
  );
});
