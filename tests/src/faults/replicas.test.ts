import { createClient, EvalBoardError, recordRun } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { createOrm, createReplicas } from "@evalboard/db";
import { type ReplicatedPostgresql, startReplicated } from "@evalboard/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSql, type OpenSql } from "../harness/execute-sql.ts";
import { ask, type Asked, keepAsking } from "../harness/keep-asking.ts";
import { hasPgbouncer, startPgbouncer } from "../harness/pgbouncer.ts";
import { type SettableClock, settableClock } from "../harness/settable-clock.ts";
import { type ServerUnderTest, startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

const patience = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
const board = "/api/runs/stats?period=7d";
const narrowed = ["24h", "7d", "30d", "90d"].map((period) => `/api/runs/stats?period=${period}&label=main`);

let folder: Awaited<ReturnType<typeof tempDir>>;
let clock: SettableClock;
let aheadMs = 0;
let postgresql: ReplicatedPostgresql;
let atReplica: OpenSql;
let server: ServerUnderTest;

beforeAll(async () => {
  folder = await tempDir();
  clock = await settableClock(folder.path);
  postgresql = await startReplicated();
  atReplica = await openSql(postgresql.replica.url);
  const hosts = [postgresql.primary.url, postgresql.replica.url].map((url) => new URL(url).host).join();
  const env = {
    ...clock.env,
    MAX_LOOP_DELAY_MS: "0",
    DATABASE_WAIT_MS: "60000",
    STATEMENT_TIMEOUT_MS: "60000",
    DATABASE_URL: `postgresql://postgres:canary@${hosts}/postgres?target_session_attrs=read-write`,
    DATABASE_REPLICA_URLS: postgresql.replica.url,
  };
  server = await startServer({ cwd: folder.path, env });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await atReplica.close();
  await postgresql[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A metric of the replica as it is now. */
async function metricOf(name: string): Promise<number | undefined> {
  const line = new RegExp(`^evalboard_replica_${name}\\{.*\\} (.+)$`, "m");
  const found = line.exec((await ask(server.url, "/metrics")).body)?.[1];
  return found === undefined ? undefined : Number(found);
}
const isReplicaRead = () => metricOf("readable");

/** Until reports have to be computed again. */
async function nextMinute(): Promise<void> {
  aheadMs += 61_000;
  await clock.set(aheadMs);
}

const record = (externalId: string) =>
  recordRun(createClient({ url: server.url }), {
    start: {
      externalId,
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital of {{country}}." },
    },
    results: [1, 0].map((score) => ({ itemKey: `${score}`, score })),
  });

/** A board, again where it is an old one, which there is while a new one takes longer than a second. */
async function told(path = board): Promise<StatsReport> {
  for (;;) {
    const report = StatsReport.parse(JSON.parse((await ask(server.url, path)).body));
    if (!report.stale) return report;
  }
}

/** What was not answered with a board, and with what it was; each once. */
function refusals(answers: readonly Asked[]): readonly string[] {
  const all = answers.filter(({ status }) => status !== 200);
  return [...new Set(all.map(({ path, status, body }) => `${path} ${status} ${body.slice(0, 100)}`))];
}

test("the board is what the replica shows, and tells how old that is; runs are there at once", async () => {
  await expect.poll(isReplicaRead).toBe(1);
  await record("before");
  await expect.poll(async () => (await nextMinute(), await told()).summary.runs).toBe(1);
  await atReplica.execute("select pg_wal_replay_pause()");
  const isPaused = "select pg_get_wal_replay_pause_state() = 'paused' as is";
  await expect.poll(() => atReplica.execute(isPaused)).toEqual([{ is: true }]);
  const pausedMs = Date.now();
  const { runId } = await record("since");
  // An age that is more than what a computation takes.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await nextMinute();
  const old = await told();
  expect(old.summary.runs).toBe(1);
  expect(Date.parse(old.generatedAt) - aheadMs).toBeLessThanOrEqual(pausedMs + 50);
  expect(old.freshForMs).toBeLessThanOrEqual(58_600);
  expect(await metricOf("lag_seconds")).toBeGreaterThan(1.4);
  const list = JSON.parse((await ask(server.url, "/api/runs?limit=20")).body) as { runs: { id: string }[] };
  expect(list.runs.map(({ id }) => id)).toContain(runId);
  expect((await ask(server.url, `/api/runs/${runId}`)).status).toBe(200);
  await atReplica.execute("select pg_wal_replay_resume()");
  await expect.poll(async () => (await nextMinute(), await told()).summary.runs).toBe(2);
});

test("a replica that is killed and started again breaks nobody's board", async () => {
  const readers = keepAsking(server.url, [board, ...narrowed], 4);
  const turnMinutes = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await nextMinute();
      await told();
    }
  };
  await turnMinutes();
  await expect.poll(isReplicaRead).toBe(1);
  const before = server.output().length;
  await postgresql.replica.kill();
  await turnMinutes();
  await expect.poll(isReplicaRead).toBe(0);
  await postgresql.replica.start();
  await expect.poll(isReplicaRead).toBe(1);
  await turnMinutes();
  const answers = await readers.stop();
  expect(refusals(answers)).toEqual([]);
  const lines = () =>
    server
      .output()
      .slice(before)
      .split("\n")
      .filter((line) => line.includes("replica 127.0.0.1:"));
  await expect
    .poll(lines)
    .toEqual([expect.stringMatching(/is left out/), expect.stringMatching(/is read again/)]);
  expect(server.output()).not.toContain("canary");
});

test.skipIf(!hasPgbouncer)(
  "a replica behind a PgBouncer that lends connections by transaction (skipped where Debian's pgbouncer is not installed)",
  async () => {
    const primary = await createOrm({ databaseUrl: postgresql.primary.url, ...patience });
    await using pooler = await startPgbouncer(postgresql.replica.url, 2);
    const replicas = await createReplicas({
      primary,
      urls: [pooler.url],
      ...patience,
      maxConnections: 40,
      onChange: () => {},
    });
    const watch = () => Promise.all(replicas.watches.map((one) => one()));
    await expect.poll(() => watch().then(() => replicas.isReadable())).toBe(true);
    // Moments of many that share two connections: each is one within itself.
    const read = () =>
      replicas.read(async (em) => {
        const snapshot =
          "select pg_current_snapshot()::text as at, current_setting('transaction_isolation') as by";
        const first = await em.execute(snapshot);
        await em.execute("select pg_sleep(0.01)");
        return [first, await em.execute(snapshot)];
      });
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n++)
        await primary.em.fork().execute("select pg_current_xact_id()");
    })();
    const found = await Promise.all(Array.from({ length: 40 }, read));
    over.abort();
    await writing;
    for (const each of found) {
      expect(each?.found[0]).toEqual(each?.found[1]);
      expect(each?.found[0]).toMatchObject([{ by: "repeatable read" }]);
    }
    await replicas.close();
    await primary.close();
  },
);

test("once the primary is killed and the replica promoted, runs are recorded there; none whose completion was answered is lost", async () => {
  const atPrimary = await openSql(postgresql.primary.url);
  // What is answered is at the replica.
  await atPrimary.execute("alter system set synchronous_standby_names = '*'");
  await atPrimary.execute("select pg_reload_conf()");
  const isSynchronous = "select sync_state from pg_stat_replication";
  await expect.poll(() => atPrimary.execute(isSynchronous)).toEqual([{ sync_state: "sync" }]);
  await atPrimary.close();
  const answered: string[] = [];
  const over = new AbortController();
  const passing = new Set(["unavailable", "network", "timeout"]);
  const writing = [0, 1, 2].map(async (writer) => {
    for (let run = 0; !over.signal.aborted; run++) {
      try {
        answered.push((await record(`${writer}-${run}`)).runId);
      } catch (error) {
        if (!(error instanceof EvalBoardError) || !passing.has(error.kind)) throw error;
      }
    }
  });
  const more = async () => {
    const enough = answered.length + 10;
    await expect.poll(() => answered.length).toBeGreaterThanOrEqual(enough);
  };
  await more();
  const readers = keepAsking(server.url, [board, ...narrowed], 4);
  await postgresql.primary.kill();
  await nextMinute();
  // Nobody has it yet: it is read from the replica.
  expect((await told("/api/runs/stats?period=7d&label=other")).summary.runs).toBe(0);
  postgresql.replica.promote();
  await more();
  over.abort();
  await Promise.all(writing);
  const answers = await readers.stop();
  expect(refusals(answers)).toEqual([]);
  const ids = answered.map((id) => `'${id}'`).join();
  const kept = `select count(*)::int as n from runs where status = 'completed' and id in (${ids})`;
  await expect.poll(() => atReplica.execute(kept).catch(() => null)).toEqual([{ n: answered.length }]);
  // More may be completed than were answered, and none of them by halves.
  const halves = `select id from runs where status = 'completed'
    and (select count(*) from run_results where run_id = runs.id) <> 2`;
  expect(await atReplica.execute(halves)).toEqual([]);
  const missingOnBoard = async () => {
    const [completed] = await atReplica.execute(
      "select count(*)::int as n from runs where status = 'completed'",
    );
    await nextMinute();
    return Number(completed?.["n"]) - (await told()).summary.runs;
  };
  await expect.poll(missingOnBoard).toBe(0);
});
