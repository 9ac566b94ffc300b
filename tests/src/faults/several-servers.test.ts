import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, EvalBoardError, recordRun } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Balancer, startBalancer } from "../harness/balancer.ts";
import { ask, keepAsking } from "../harness/keep-asking.ts";
import { type SettableClock, settableClock } from "../harness/settable-clock.ts";
import { type ServerUnderTest, startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

const minutes = Number(process.env["MINUTES"] ?? 5);
const kills = Number(process.env["KILLS"] ?? 3);

/** A machine with much to do may take as long as it wants. */
const patient = { MAX_LOOP_DELAY_MS: "0", DATABASE_WAIT_MS: "60000", STATEMENT_TIMEOUT_MS: "60000" };
const start = {
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital of {{country}}." },
};
const results = [1, 0].map((score, item) => ({ itemKey: `item-${item}`, score }));

describe("three servers of one PostgreSQL behind a balancer", () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let clock: SettableClock;
  let aheadMs = 0;
  const servers: ServerUnderTest[] = [];
  let balancer: Balancer;
  const startOne = (env: Readonly<Record<string, string>> = {}) =>
    startServer({
      cwd: folder.path,
      env: { ...patient, ...clock.env, DATABASE_URL: database.url, ...env },
    });
  const isUp = async ({ url }: ServerUnderTest) => (await ask(url, "/health/ready")).status === 200;

  beforeAll(async () => {
    folder = await tempDir();
    clock = await settableClock(folder.path);
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    servers.push(...(await Promise.all([startOne(), startOne(), startOne()])));
    balancer = await startBalancer(servers.map(({ url }) => url));
  });
  beforeEach(() => nextMinute());
  afterAll(async () => {
    await balancer[Symbol.asyncDispose]();
    await Promise.all(servers.map((server) => server.stop("SIGKILL")));
    await database.drop();
    await folder[Symbol.asyncDispose]();
  });

  async function nextMinute(): Promise<void> {
    aheadMs += 61_000;
    await clock.set(aheadMs);
  }

  /** How often a report was computed, by all servers together. */
  async function computations(report: string): Promise<number> {
    const counted = await Promise.all(
      servers.map(async ({ url }) => {
        const { body } = await ask(url, "/metrics");
        const line = body
          .split("\n")
          .find((each) =>
            each.startsWith(
              `evalboard_report_computation_duration_seconds_count{report="${report}",outcome="ok"}`,
            ),
          );
        return Number(line?.split(" ").at(-1) ?? 0);
      }),
    );
    return counted.reduce((sum, count) => sum + count, 0);
  }

  test("compute a question once a minute, and everybody is told the same", async () => {
    const client = createClient({ url: balancer.url });
    const before = await computations("narrowed board");
    for (let minute = 0; minute < minutes; minute++) {
      await recordRun(client, {
        start: { ...start, externalId: `minute-${minute}`, label: "main" },
        results,
      });
      await nextMinute();
      const asked = await Promise.all(
        Array.from({ length: 30 }, () => ask(balancer.url, "/api/runs/stats?period=7d&label=main")),
      );
      expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
      const told = asked.map(({ body }) => StatsReport.parse(JSON.parse(body)));
      expect(new Set(told.map(({ generatedAt }) => generatedAt)).size).toBe(1);
      expect(new Set(told.map(({ summary }) => summary.runs))).toEqual(new Set([minute + 1]));
    }
    expect((await computations("narrowed board")) - before).toBe(minutes);
  });

  test("tell a reader never of fewer runs than before, nor lose a completion, while one after the other is killed", async () => {
    const answered = new Set<string>();
    const over = new AbortController();
    const writers = [0, 1, 2, 3].map((writer) => recordUntil(over.signal, balancer.url, writer, answered));
    const readers = keepAsking(balancer.url, ["/api/runs/stats?period=7d"], 1);
    for (let kill = 0; kill < kills; kill++) {
      const enough = answered.size + 5;
      await expect.poll(() => answered.size, { timeout: 60_000 }).toBeGreaterThanOrEqual(enough);
      await nextMinute();
      const index = kill % servers.length;
      await servers[index]!.stop("SIGKILL");
      balancer.servers = servers.filter((_, other) => other !== index).map(({ url }) => url);
      await nextMinute();
      servers[index] = await startOne();
      expect(await isUp(servers[index])).toBe(true);
      balancer.servers = servers.map(({ url }) => url);
    }
    over.abort();
    await Promise.all(writers);
    const told = (await readers.stop())
      .filter(({ status }) => status === 200)
      .map(({ body }) => StatsReport.parse(JSON.parse(body)))
      // An old one is what there is while a new one is computed for longer than a second.
      .filter(({ stale }) => !stale);
    const runs = told.map(({ summary }) => summary.runs);
    expect(runs).toEqual(runs.toSorted((a, b) => a - b));
    expect(new Set(told.map(({ generatedAt }) => generatedAt)).size).toBeGreaterThan(kills);

    const client = createClient({ url: balancer.url });
    const stored = await completedRuns(client);
    expect([...answered].filter((id) => !stored.has(id))).toEqual([]);
    await client.facts.verify.mutate();
    // Of the connections that the balancer deals out any may be the one that knows.
    const verified = async () =>
      (await Promise.all(servers.map(({ url }) => createClient({ url }).facts.status.query()))).map(
        ({ verification }) => verification,
      );
    await expect
      .poll(verified, { timeout: 60_000 })
      .toContainEqual(
        expect.objectContaining({ error: null, differences: expect.objectContaining({ differingRows: 0 }) }),
      );
  });

  test("send an alert once", async () => {
    let heard = 0;
    const receiver = createServer((_request, response) => {
      heard += 1;
      response.writeHead(204).end();
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const broken = Array.from({ length: 50 }, (_, index) => ({
      itemKey: `item-${index}`,
      score: null,
      error: "429 rate limited",
    }));
    const model = { provider: "openai", name: "gpt-3" };
    await recordRun(createClient({ url: balancer.url }), {
      start: { ...start, model, externalId: "broken" },
      results: broken,
    });
    const env = {
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
      ALERT_WEBHOOK_SECRET: `whsec_${Buffer.from("twenty-four bytes or more").toString("base64")}`,
      ALERT_WEBHOOK_ALLOW_PRIVATE: "true",
    };
    const alerting = await Promise.all([startOne(env), startOne(env), startOne(env)]);
    await expect.poll(() => heard, { timeout: 60_000 }).toBeGreaterThan(0);
    // They stop when their rounds are over.
    for (const server of alerting) expect(await server.stop("SIGTERM")).toBe(0);
    expect(heard).toBe(1);
    receiver.closeAllConnections();
    receiver.close();
  });
});

/** Records run after run through the balancer, whichever server breaks; notes each run whose completion was answered. */
async function recordUntil(
  over: AbortSignal,
  url: string,
  writer: number,
  answered: Set<string>,
): Promise<void> {
  for (let index = 0; !over.aborted; index++) {
    try {
      const run = await recordRun(createClient({ url }), {
        start: { ...start, externalId: `${writer}-${index}` },
        results,
      });
      answered.add(run.runId);
    } catch (error) {
      if (!(error instanceof EvalBoardError)) throw error;
    }
  }
}

async function completedRuns(client: ReturnType<typeof createClient>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | null | undefined;
  do {
    const page = await client.runs.list.query({ limit: 100, cursor });
    for (const { id, status } of page.runs) if (status === "completed") ids.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}
