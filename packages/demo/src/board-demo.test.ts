import { AddResults, StartRun } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type BoardDemo, createBoardDemo } from "./board-demo.ts";

const now = new Date("2026-06-30T10:00:00.000Z");
const facts = { timeZone: "UTC", now };

describe.each(engines)("the demo on a board of one's own, on %s,", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let demo: BoardDemo;
  const errors: unknown[] = [];
  const open = () =>
    createBoardDemo({ orm, now: () => now, days: 3, onError: (error) => errors.push(error) });
  const count = async (table: string): Promise<number> => {
    const [row] = await orm.em
      .getConnection()
      .execute<{ n: number }[]>(`select count(*)::int as n from ${table}`);
    return row!.n;
  };
  /** Once what goes on has ended. */
  const ended = () =>
    vi.waitFor(async () => {
      const status = await demo.status();
      expect(status.work).toMatchObject({ endedAt: now.toISOString(), error: null });
      return status;
    }, 60_000);

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    await prepareFacts({ orm, ...facts });
    demo = open();
  });
  afterAll(async () => {
    await demo.close();
    await orm.close();
  });

  /** A run of somebody who evaluates what the demo has too. */
  async function record(externalId: string, dataset: string, told: Partial<StartRun> = {}) {
    const start = { externalId, model: { provider: "tessera", name: "tess-5" }, dataset: { name: dataset } };
    const { runId } = await runs.start(
      StartRun.parse({ ...start, prompt: { name: "mine", text: "Say it." }, ...told }),
    );
    await runs.addResults(AddResults.parse({ runId, results: [{ itemKey: "a", score: 1 }] }));
    await runs.complete({ runId });
    return runId;
  }

  test("is loaded onto an empty one, with its facts, and says so", async () => {
    expect(await demo.status()).toEqual({ isLoaded: false, runs: 0, canLoad: true, work: null });
    expect(await demo.load()).toMatchObject({ work: { kind: "load", endedAt: null } });
    await expect(demo.remove()).rejects.toThrow(/^The demo is being loaded/);
    const { runs: loaded, ...status } = await ended();
    expect(status).toMatchObject({ isLoaded: true, canLoad: true, work: { kind: "load" } });
    expect(loaded).toBeGreaterThan(60);
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
    // A second press, or another server, adds nothing.
    demo = open();
    await demo.load();
    expect((await ended()).runs).toBe(loaded);
  });

  test("is removed without a run of anybody else, whatever that is called or evaluates, and its names with it", async () => {
    const own = [
      await record("nightly-1", "calendar-puzzles"),
      await record("demo/2026-06-29/mine", "calendar-puzzles", { source: "ci" }),
      await record("nightly-2", "mine", { source: "evalboard demo" }),
    ];
    expect((await demo.status()).canLoad).toBe(false);
    await expect(demo.load()).rejects.toThrow(/There are runs on this board already/);
    expect(await demo.remove()).toMatchObject({ work: { kind: "remove" } });
    expect(await ended()).toMatchObject({ isLoaded: false, runs: 0, canLoad: false });
    const { runs: left } = await runs.list({ sort: "startedAt", order: "asc", limit: 50 });
    expect(left.map(({ id }) => id).toSorted()).toEqual(own.toSorted());
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
    const { models, datasets, prompts } = await runs.catalogue({ limit: 100 });
    expect([models, datasets, prompts].map((kind) => kind.map(({ name }) => name))).toEqual([
      ["tess-5"],
      ["calendar-puzzles", "mine"],
      ["mine"],
    ]);
    expect([await count("models"), await count("prompt_versions")]).toEqual([1, 1]);
    expect(errors).toEqual([]);
  });
});
