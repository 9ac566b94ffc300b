import { DatabaseLostError, FactGeneration, type Orm, Run, undivided } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hoursFromOf, LAYOUT, startGeneration } from "./generations.ts";
import { buildFacts } from "./keeper-work.ts";
import { createFactKeeper, type FactKeeper } from "./keeper.ts";
import { complete, insertCatalogue } from "./testing/board.ts";

const now = new Date("2026-03-30T09:30:00.000Z");
const timeZone = "Europe/Berlin";
/** A busy machine is no reason to fail. */
const patience = { timeout: 30_000 };

describe.each(engines)("a keeper of facts on %s", (engine) => {
  let orm: Orm;
  let keeper: FactKeeper;
  let errors: unknown[];
  const keeperOf = () =>
    createFactKeeper({ orm, timeZone, now: () => now, onError: (error) => errors.push(error) });
  const ended = (work: "rebuild" | "verification") =>
    expect.poll(async () => (await keeper.status())[work]?.endedAt ?? null, patience).not.toBeNull();

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(async () => {
    await orm.em.fork().nativeDelete(Run, {});
    await orm.em.fork().nativeDelete(FactGeneration, {});
    for (const index of [0, 1, 2]) {
      const run = {
        index,
        model: 0,
        dataset: 0,
        version: 0,
        completedAt: now,
        costUsd: null,
        inputTokens: 1,
      };
      await orm.em
        .fork()
        .transactional((em) =>
          complete(em, { ...run, scores: [1], contrary: false, metrics: [], latencies: [5] }),
        );
    }
    errors = [];
    keeper = keeperOf();
  });
  afterEach(() => keeper.close());
  afterAll(() => orm.close());

  test("builds the facts that are not there when it starts, and says how many runs they hold", async () => {
    expect(await keeper.status()).toEqual({
      timeZone,
      layout: LAYOUT,
      runs: null,
      rebuild: null,
      verification: null,
    });
    keeper.start();
    await ended("rebuild");
    expect(await keeper.status()).toMatchObject({
      runs: 3,
      rebuild: { runs: 3, totalRuns: 3, error: null },
    });
    await keeper.close();
    keeper = keeperOf();
    keeper.start();
    await keeper.close();
    expect((await keeper.status()).rebuild).toBeNull();
    expect(errors).toEqual([]);
  });

  test("verifies what the rebuild that was asked for before has made", async () => {
    await keeper.rebuild();
    await keeper.verify();
    await ended("verification");
    const { rebuild, verification } = await keeper.status();
    expect(rebuild).toMatchObject({ runs: 3, error: null });
    expect(verification).toMatchObject({
      runs: 3,
      totalRuns: 3,
      error: null,
      differences: { differingRows: 0, listed: [] },
    });
    expect(verification!.differences!.rows).toBeGreaterThan(14);
  });

  test("cannot verify what is not there", async () => {
    await keeper.verify();
    await ended("verification");
    const { verification } = await keeper.status();
    expect(verification).toMatchObject({
      differences: null,
      error: expect.stringMatching(/^there are no facts of Eur/),
    });
  });

  test("breaks off at its end, and the next one takes the building up", async () => {
    await keeper.rebuild();
    await keeper.close();
    keeper = keeperOf();
    keeper.start();
    await ended("rebuild");
    await keeper.verify();
    await ended("verification");
    expect(await keeper.status()).toMatchObject({
      runs: 3,
      verification: { differences: { differingRows: 0 } },
    });
    expect(errors).toEqual([]);
  });

  test("ends a verification that a killed process left, so that completions do not go on adding to it", async () => {
    const left = { stage: "checking", timeZone, hoursFrom: hoursFromOf(now) } as const;
    await startGeneration(orm.em.fork(), left);
    keeper.start();
    await expect.poll(() => orm.em.fork().count(FactGeneration, { stage: "checking" }), patience).toBe(0);
  });

  test("says once why it builds facts that a board with runs does not have", async () => {
    const told: unknown[] = [];
    const startOne = async (zone = timeZone) => {
      const options = {
        orm,
        timeZone: zone,
        now: () => now,
        onError: (error: unknown) => errors.push(error),
      };
      const one = createFactKeeper({ ...options, onBuild: (building) => told.push(building) });
      one.start();
      await expect.poll(async () => (await one.status()).runs, patience).toBe(runs);
      await one.close();
      return told.splice(0);
    };
    const generations = () => orm.em.fork();
    let runs = 3;
    expect(await startOne()).toEqual([{ why: "there are none", runs }]);
    expect(await startOne()).toEqual([]);
    expect(await startOne("Asia/Kolkata")).toEqual([{ why: "of another time zone", runs }]);
    await generations().nativeUpdate(FactGeneration, {}, { timeZone, layout: LAYOUT - 1 });
    expect(await startOne()).toEqual([{ why: "of another layout", runs }]);
    await startGeneration(generations(), { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
    expect(await startOne()).toEqual([{ why: "begun before", runs }]);
    await generations().nativeDelete(Run, {});
    await generations().nativeDelete(FactGeneration, {});
    runs = 0;
    expect(await startOne()).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("goes on with a rebuild when the database is back", async () => {
    let pauses = 0;
    const away = {
      get em() {
        if (pauses < 2) throw new DatabaseLostError("gone");
        return orm.em;
      },
    };
    const pause = async () => void pauses++;
    const tally = { runs: 0, totalRuns: 0 };
    const deps = {
      orm: away,
      timeZone,
      duties: undivided,
      now: () => now,
      onError: (error: unknown) => errors.push(error),
      pause,
    };
    await buildFacts(deps, tally, "all");
    expect(tally).toEqual({ runs: 3, totalRuns: 3 });
    expect([pauses, errors.length]).toEqual([2, 2]);
    expect((await keeper.status()).runs).toBe(3);
  });

  test("says nothing while the database is away", async () => {
    const away = new DatabaseLostError("gone");
    const without = createFactKeeper({
      orm: {
        get em(): never {
          throw away;
        },
      },
      timeZone,
      onError: () => {},
    });
    await expect(without.status()).rejects.toBe(away);
    await expect(without.rebuild()).rejects.toBe(away);
  });
});
