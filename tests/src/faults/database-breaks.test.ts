import { createClient, EvalBoardError } from "@evalboard/client";
import { createOrm, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, burstMs, keepAsking } from "../harness/keep-asking.ts";
import { startProxy, type Proxy } from "../harness/proxy.ts";
import { settableClock, type SettableClock } from "../harness/settable-clock.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

/** Rounds in which every connection is ended. */
const rounds = Number(process.env["TERMINATIONS"] ?? 2);

const board = "/api/runs/stats?period=7d";
const list = "/api/runs?limit=20";

describe("a PostgreSQL that breaks", () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let clock: SettableClock;
  let proxy: Proxy;
  let server: ServerUnderTest;
  let own: Orm;

  beforeAll(async () => {
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    folder = await tempDir();
    clock = await settableClock(folder.path);
    database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    proxy = await startProxy(database.url);
    const env = { ...clock.env, DATABASE_URL: proxy.url, DATABASE_POOL_SIZE: "4", MAX_LOOP_DELAY_MS: "0" };
    server = await startServer({ cwd: folder.path, env });
    own = await createOrm({ databaseUrl: database.url, statementTimeoutMs: 60_000 });
    await record("first");
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await own.close();
    await proxy[Symbol.asyncDispose]();
    await database.drop();
    await folder[Symbol.asyncDispose]();
  });

  const execute = (sql: string): Promise<Record<string, unknown>[]> => own.em.getConnection().execute(sql);
  const statusOf = async (path: string) => (await ask(server.url, path)).status;
  const isStale = async (path = board) => JSON.parse((await ask(server.url, path)).body).stale as unknown;
  const record = async (externalId: string) => {
    const { record: recording } = createClient({ url: server.url }).runs;
    const { runId } = await recording.start.mutate({
      externalId,
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
    });
    await recording.addResults.mutate({
      runId,
      results: [1, 0].map((score) => ({ itemKey: `${score}`, score })),
    });
    await recording.complete.mutate({ runId });
    return runId;
  };
  const others =
    "pid <> pg_backend_pid() and datname = current_database() and application_name = 'evalboard'";

  /** Holds what every reading needs, so that it waits; gives what lets it go. */
  const holdRuns = async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let isHeld = () => {};
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    const holding = own.em.fork().transactional(async (em) => {
      await em.execute("set local idle_in_transaction_session_timeout = 0");
      await em.execute("lock table runs, facts in access exclusive mode");
      isHeld();
      await released;
    });
    await held;
    return async () => {
      release();
      await holding;
    };
  };

  it("ends connections: reads are not hurt, no answered completion is lost and none is half, and nothing ends", async () => {
    const answered: string[] = [];
    const over = new AbortController();
    const writing = Array.from({ length: 3 }, async (_, writer) => {
      for (let run = 0; !over.signal.aborted; run++) {
        try {
          answered.push(await record(`round-${writer}-${run}`));
        } catch (error) {
          // Told that it may come again, by words of ours.
          if (!(error instanceof EvalBoardError) || error.kind !== "unavailable") throw error;
        }
      }
    });
    const bursts: number[] = [];
    let asked = 0;
    let failed = 0;
    for (let round = 0; round < rounds; round++) {
      const asking = keepAsking(server.url, [list, board, "/api/facts"], 6);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await execute(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
      await new Promise((resolve) => setTimeout(resolve, 350));
      const all = await asking.stop();
      asked += all.length;
      failed += all.filter(({ status }) => status !== 200).length;
      bursts.push(burstMs(all));
      expect(all.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    }
    over.abort();
    await Promise.all(writing);
    if (rounds > 5)
      console.log({ rounds, asked, failed, longestBurstMs: Math.max(...bursts), recorded: answered.length });
    // Burst after burst would last as long as the round.
    expect(Math.max(...bursts)).toBeLessThan(3_000);
    expect(answered.length).toBeGreaterThan(0);
    const half = `select count(*)::int as n from runs where status = 'completed' and (total_items <> 2 or average_score <> 0.5
      or id not in (select run_id from run_results group by run_id having count(*) = 2))`;
    expect(await execute(half)).toEqual([{ n: 0 }]);
    const ids = answered.map((id) => `'${id}'`).join();
    const kept = await execute(
      `select count(*)::int as n from runs where status = 'completed' and id in (${ids})`,
    );
    expect(kept).toEqual([{ n: answered.length }]);
    expect(JSON.parse((await ask(server.url, board)).body)).toMatchObject({ period: "7d" });
  });

  it("resets connections, and cuts answers in the middle: asked again it is there", async () => {
    for (const mode of ["reset", "truncate"] as const) {
      proxy.mode = mode;
      const away = await ask(server.url, list);
      expect([mode, away.status]).toEqual([mode, 503]);
      proxy.mode = "pass";
      await expect.poll(() => statusOf(list), { interval: 50 }).toBe(200);
    }
  });

  it("is slow, and all is answered", async () => {
    proxy.latencyMs = 20;
    proxy.mode = "latency";
    // Opening a connection takes several turns of it: those that come too late for that come again.
    const statuses = () => Promise.all(Array.from({ length: 8 }, () => statusOf(list)));
    await expect.poll(statuses).toEqual(Array.from({ length: 8 }, () => 200));
    proxy.mode = "pass";
  });

  it("is silent: every question has an answer in its time, the board is the last one, and all is well soon after", async () => {
    expect(await statusOf(board)).toBe(200);
    await clock.set(61_000);
    proxy.mode = "blackhole";
    const paths = [list, board, "/api/facts", "/health/ready", "/health/live"];
    const all = await Promise.all([...paths, ...paths, ...paths].map((path) => ask(server.url, path)));
    const writing = createClient({ url: server.url, tries: 1 }).runs.record.start.mutate({
      externalId: "into the dark",
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
    });
    await expect(writing).rejects.toMatchObject({ data: { httpStatus: 503 } });
    proxy.mode = "pass";
    const passedMs = performance.now();
    await expect.poll(() => statusOf(list), { interval: 50 }).toBe(200);
    const recoveredMs = performance.now() - passedMs;
    const longestMs = Math.max(...all.map(({ tookMs }) => tookMs));
    if (rounds > 5) console.log({ longestMs, recoveredMs });
    for (const { path, status, body } of all) {
      if (path === board) expect([status, JSON.parse(body).stale]).toEqual([200, true]);
      else expect([path, status]).toEqual([path, path.startsWith("/health/") ? 200 : 503]);
    }
    // As long as it may hang at most, and the same once more for a machine with much to do.
    expect(longestMs).toBeLessThan(20_000);
    await expect.poll(() => isStale()).toBe(false);
  });

  it("answers no statement in time: it is ended, and the last board is given, labelled, for ten minutes and not longer", async () => {
    await clock.set(122_000);
    await expect.poll(() => isStale()).toBe(false);
    await clock.set(183_000);
    const release = await holdRuns();
    const [old, cold] = await Promise.all([ask(server.url, board), ask(server.url, list)]);
    expect([old.status, JSON.parse(old.body).stale]).toEqual([200, true]);
    expect([cold.status, cold.body]).toEqual([503, expect.stringContaining("try again in a few seconds")]);
    // Nothing is left of it a second later, nor of the boards of those who asked meanwhile.
    const orphans = `select count(*)::int as n from pg_stat_activity where ${others} and wait_event_type = 'Lock'`;
    await expect.poll(() => execute(orphans)).toEqual([{ n: 0 }]);
    await clock.set(183_000 + 600_000);
    expect(await statusOf(board)).toBe(503);
    await release();
    await expect.poll(() => isStale()).toBe(false);
  });

  it("has fewer connections than there are calls: those that wait a second come again later, and the health is not theirs", async () => {
    const release = await holdRuns();
    const calls = Array.from({ length: 50 }, () => ask(server.url, list));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const health = await Promise.all(["/health/live", "/health/ready"].map((path) => ask(server.url, path)));
    const all = await Promise.all(calls);
    await release();
    expect(health.map(({ status }) => status)).toEqual([200, 200]);
    expect(Math.max(...health.map(({ tookMs }) => tookMs))).toBeLessThan(4_000);
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 503));
    const times = all.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
    if (rounds > 5)
      console.log({
        refusedWithinMs: times[45],
        longestMs: times.at(-1),
        healthMs: health.map(({ tookMs }) => tookMs),
      });
    // Four of them have the four connections, and wait as long as a statement may.
    expect(times[45]!).toBeLessThan(4_000);
    expect(times[46]!).toBeGreaterThan(4_000);
    await expect.poll(() => statusOf(list)).toBe(200);
  });

  it("is asked once by a thousand who ask at once, when cold and when the minute is over", async () => {
    // The scrape itself asks for boards of two periods; where they take their time, it is told of the old ones.
    const computed = async () => {
      let metrics = "";
      const scrape = async () => (metrics = (await ask(server.url, "/metrics")).body);
      await expect.poll(scrape, { timeout: 10_000 }).not.toMatch(/^evalboard_board_stale\{.*\} 1$/m);
      const count =
        /^evalboard_report_computation_duration_seconds_count\{report="board",outcome="ok"\} (\d+)$/m;
      return Number(count.exec(metrics)?.[1]);
    };
    await clock.set(2_000_000);
    const path = "/api/runs/stats?period=90d";
    const before = await computed();
    for (const aheadMs of [2_000_000, 2_061_000]) {
      await clock.set(aheadMs);
      const [first, all] = [await computed(), Array.from({ length: 1_000 }, () => ask(server.url, path))];
      expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([200]));
      await expect.poll(() => isStale(path), { timeout: 10_000 }).toBe(false);
      expect((await computed()) - first).toBe(1);
    }
    expect(before).toBeGreaterThan(0);
  });
});
