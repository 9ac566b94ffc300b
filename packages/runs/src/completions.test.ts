import { NewResult } from "@evalboard/contract";
import { type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { InvalidRun, RunConflict, RunNotFound } from "./errors.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const timeZone = "Europe/Berlin";
const nobody = "00000000-0000-7000-8000-000000000000";

describe.each(engines)("completions that wait together, on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    await prepareFacts({ orm, timeZone, now });
  });
  afterAll(() => orm.close());

  const execute = (statement: string) => orm.em.getConnection().execute<Record<string, unknown>[]>(statement);
  const factsAreRight = async () => expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  const started = async (...scores: Parameters<typeof resultsOf>) => {
    const { runId } = await runs.start(
      startOf({ externalId: `run-${++given}`, dataset: { name: `dataset-${given % 3}` } }),
    );
    if (scores.length > 0) await runs.addResults({ runId, results: resultsOf(...scores) });
    return runId;
  };
  const several = async (count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) ids.push(await started(index / count, 1, null));
    return ids;
  };
  /** How many transactions have written these rows last. */
  const transactionsOf = async (ids: readonly string[]) => {
    const rows = await execute(
      `select distinct xmin::text as x from runs where id in ('${ids.join("', '")}')`,
    );
    return rows.length;
  };

  it("share a transaction, and each gets its own figures", async () => {
    const ids = await several(20);
    const ended = await Promise.all(ids.map((runId) => runs.complete({ runId })));
    for (const [index, { changed, run }] of ended.entries()) {
      expect({ changed, ...run }).toMatchObject({
        changed: true,
        id: ids[index],
        status: "completed",
        averageScore: (index / 20 + 1) / 2,
        totalItems: 3,
        erroredItems: 1,
        results: 3,
        completedAt: now.toISOString(),
      });
      expect(run).toEqual(await runs.get({ runId: run.id }));
    }
    expect(await transactionsOf(ids)).toBe(1);
    await factsAreRight();
  });

  it("are of one run once, however often it is asked for", async () => {
    const [runId = "", other = ""] = await several(2);
    const calls = [runId, runId, other, runId, other, runId];
    const ended = await Promise.all(calls.map((id) => runs.complete({ runId: id })));
    expect(ended.map(({ changed }) => changed)).toEqual([true, false, true, false, false, false]);
    expect(new Set(ended.map(({ run }) => run.averageScore)).size).toBe(2);
    await factsAreRight();
  });

  it("are refused each for its own reason, and the others complete", async () => {
    const [failed = "", early = "", future = "", fine = "", also = ""] = await several(5);
    const empty = await started();
    await runs.fail({ runId: failed, error: "broke" });
    const [...outcomes] = await Promise.allSettled([
      runs.complete({ runId: failed }),
      runs.complete({ runId: fine }),
      runs.complete({ runId: nobody }),
      runs.complete({ runId: early, completedAt: "2026-03-02T09:00:00.000Z" }),
      runs.complete({ runId: future, completedAt: "2026-03-02T11:00:00.000Z" }),
      runs.complete({ runId: empty }),
      runs.complete({ runId: also }),
    ]);
    expect(
      outcomes.map((one) => (one.status === "fulfilled" ? "completed" : one.reason.constructor)),
    ).toEqual([RunConflict, "completed", RunNotFound, InvalidRun, InvalidRun, RunConflict, "completed"]);
    expect(await transactionsOf([fine, also])).toBe(1);
    expect((await runs.complete({ runId: early })).changed).toBe(true);
    await factsAreRight();
  });

  it("complete though the database refuses one of them", async () => {
    const ids = await several(6);
    const refused = ids[3]!;
    await execute(
      `create function refuse() returns trigger as $$ begin raise exception 'refused'; end $$ language plpgsql`,
    );
    await execute(
      `create trigger refuse before update on runs for each row when (old.id = '${refused}') execute function refuse()`,
    );
    const outcomes = await Promise.allSettled(ids.map((runId) => runs.complete({ runId })));
    expect(outcomes.map(({ status }) => status)).toEqual(
      ids.map((id) => (id === refused ? "rejected" : "fulfilled")),
    );
    expect(outcomes[3]).toMatchObject({ reason: { message: expect.stringContaining("refused") } });
    expect(outcomes.map((one) => one.status === "rejected" || one.value.changed)).not.toContain(false);
    expect((await runs.get({ runId: refused })).status).toBe("running");
    await factsAreRight();
    await execute("drop function refuse() cascade");
    expect((await runs.complete({ runId: refused })).changed).toBe(true);
    await factsAreRight();
  });

  it("do not wait for a run of many results", async () => {
    const large = await started();
    const results = Array.from({ length: 2_001 }, (_, index) =>
      NewResult.parse({ itemKey: `item-${index}`, score: 1 }),
    );
    for (const from of [0, 1_000, 2_000]) {
      await runs.addResults({ runId: large, results: results.slice(from, from + 1_000) });
    }
    const small = await several(2);
    const ended = await Promise.all([large, ...small].map((runId) => runs.complete({ runId })));
    expect(ended.map(({ run }) => run.totalItems)).toEqual([2_001, 3, 3]);
    expect(await transactionsOf(small)).toBe(1);
    expect(await transactionsOf([large, ...small])).toBe(2);
    await factsAreRight();
  });

  // PGlite does one transaction at a time.
  it.runIf(engine === "postgresql")(
    "do not wait for who waits for a run that another has locked",
    async () => {
      const [locked = "", ...others] = await several(4);
      let waiting: Promise<unknown> | undefined;
      await orm.em.fork().transactional(async (em) => {
        await em.execute(`select from runs where id = '${locked}' for update`);
        waiting = runs.complete({ runId: locked });
        const ended = await Promise.all(others.map((runId) => runs.complete({ runId })));
        expect(ended.map(({ changed }) => changed)).toEqual([true, true, true]);
        const held =
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        await vi.waitFor(async () => expect(await execute(held)).toHaveLength(1));
      });
      expect(await waiting).toMatchObject({ changed: true });
      await factsAreRight();
    },
  );

  it("of several servers of one database are exact, while the facts are built again", async () => {
    const another = createRunStore({ orm, now: () => now });
    const ids = await several(24);
    const completing = Promise.all(
      ids.map((runId, index) => (index % 2 === 0 ? runs : another).complete({ runId })),
    );
    await Promise.all([completing, factsAreRight()]);
    expect((await completing).map(({ changed }) => changed)).not.toContain(false);
    await factsAreRight();
  });
});
