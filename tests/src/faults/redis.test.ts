import { createHash, randomBytes } from "node:crypto";
import { createClient, recordRun } from "@evalboard/client";
import { ReportHead, StatsReport } from "@evalboard/contract";
import { createOrm, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { openSecondLayer, type Recall, type SecondLayer } from "@evalboard/stats";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, keepAsking } from "../harness/keep-asking.ts";
import { startProxy } from "../harness/proxy.ts";
import { hasRedis, startRedis, type TestRedis } from "../harness/redis.ts";
import {
  completedRuns,
  counter,
  keepRecording,
  results,
  type SeveralServers,
  severalServers,
  start,
} from "../harness/several-servers.ts";

const rounds = Number(process.env["KILLS"] ?? 1);
const payloads = Number(process.env["PAYLOADS"] ?? 500);
const where = "(skipped where Debian's redis-server is not installed)";

/** What a server says of Redis, in its log: "away" and "back" in turn. */
function changesIn(output: string): string[] {
  return [...output.matchAll(/Redis is away|Redis answers again/g)].map(([words]) =>
    words === "Redis is away" ? "away" : "back",
  );
}

describe.skipIf(!hasRedis)(`three servers of one PostgreSQL and one Redis ${where}`, () => {
  let redis: TestRedis;
  let board: SeveralServers;
  const label = "main";
  const question = `/api/runs/stats?period=7d&label=${label}`;
  const recalls = async (recall: Recall, servers = board.servers) => {
    const name = `evalboard_report_recalls_total{recall="${recall}"}`;
    const counts = await Promise.all(servers.map(({ url }) => counter(url, name)));
    return counts.reduce((sum, count) => sum + count, 0);
  };

  beforeAll(async () => {
    redis = await startRedis();
    board = await severalServers({ REDIS_URL: redis.url });
  });
  beforeEach(() => board.later());
  afterAll(async () => {
    await board[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  test("compute a question once a minute and lose no completion, be Redis there, killed or back, or one of them killed", async () => {
    const client = createClient({ url: board.balancer.url });
    const writers = keepRecording(board.balancer.url, 2);
    const readers = keepAsking(
      board.balancer.url,
      ["/api/runs/stats?period=7d", "/api/runs/stats/matrix?period=7d"],
      2,
    );
    let runs = 0;
    const minute = async () => {
      await recordRun(client, { start: { ...start, externalId: `minute-${runs++}`, label }, results });
      const before = await board.computations("narrowed board");
      await board.later();
      expect((await board.askAll(question)).summary.runs).toBe(runs);
      expect((await board.computations("narrowed board")) - before).toBe(1);
    };
    for (let round = 0; round < rounds; round++) {
      await minute();
      await redis.kill();
      await minute();
      await redis.start();
      for (const server of board.servers)
        await expect.poll(() => changesIn(server.output()).at(-1)).toBe("back");
      await minute();
    }
    expect([(await recalls("kept")) > 0, (await recalls("found")) > 0]).toEqual([true, true]);
    const statuses = (await readers.stop()).map(({ status }) => status);
    expect([...new Set(statuses)]).toEqual([200]);
    // A line when it goes and one when it is back, however many asked.
    for (const server of board.servers) {
      const changes = changesIn(server.output());
      expect(changes).toEqual(changes.map((_, index) => (index % 2 === 0 ? "away" : "back")));
    }
    await board.kill(0);
    await minute();
    await writers.stop();
    const stored = await completedRuns(client);
    expect(writers.answered.size).toBeGreaterThan(0);
    expect([...writers.answered].filter((id) => !stored.has(id))).toEqual([]);
  });

  test("give the last answer while the database is away, also one that never computed it", async () => {
    const database = await startProxy(board.databaseUrl);
    const toRedis = await startProxy(redis.url);
    const server = await board.startOne({
      DATABASE_URL: database.url,
      REDIS_URL: toRedis.url,
      DATABASE_WAIT_MS: "1000",
    });
    await expect.poll(() => changesIn(board.servers[1]!.output()).at(-1)).not.toBe("away");
    // What it finds missing there says that it has its Redis; a board of no model is none to be kept.
    const missing = async () => {
      const nobody = "01900000-0000-7000-8000-000000000000";
      expect((await ask(server.url, `/api/runs/stats?period=7d&modelId=${nobody}`)).status).toBe(404);
      return recalls("missing", [server]);
    };
    await expect.poll(missing).toBeGreaterThan(0);
    // Kept by another one, once its Redis is there, and no newer one on the way.
    const whole = "/api/runs/stats?period=7d";
    const kept = async () => {
      await board.later();
      const before = await recalls("kept");
      const report = StatsReport.parse(JSON.parse((await ask(board.servers[1]!.url, whole)).body));
      return !report.stale && (await recalls("kept")) > before ? report : undefined;
    };
    await expect.poll(kept).toBeDefined();
    const { generatedAt, summary } = StatsReport.parse(
      JSON.parse((await ask(board.servers[1]!.url, whole)).body),
    );

    database.mode = "reset";
    await board.later(120_000);
    // An answer of Redis that comes too late is one that there is not.
    await expect.poll(async () => (await ask(server.url, "/health/ready")).status).toBe(200);
    const answer = async () => {
      const { status, body } = await ask(server.url, whole);
      return { status, report: status === 200 && StatsReport.parse(JSON.parse(body)) };
    };
    await expect
      .poll(answer)
      .toMatchObject({ status: 200, report: { generatedAt, summary, stale: true, freshForMs: 0 } });
    expect((await ask(server.url, question.replace(label, "nothing-of-it"))).status).toBe(503);

    // Redis is silent too: what was given once is in memory, and a signal is heard.
    toRedis.mode = "blackhole";
    expect((await ask(server.url, whole)).status).toBe(200);
    await board.later(600_000);
    expect([(await ask(server.url, whole)).status, (await ask(server.url, "/health/ready")).status]).toEqual([
      503, 503,
    ]);
    await expect.poll(() => changesIn(server.output()).at(-1)).toBe("away");
    expect(await server.stop("SIGTERM")).toBe(0);
    await database[Symbol.asyncDispose]();
    await toRedis[Symbol.asyncDispose]();
  });
});

describe.skipIf(!hasRedis)(`reports in a Redis ${where}`, () => {
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let orm: Orm;
  let redis: TestRedis;
  const layers: SecondLayer[] = [];

  beforeAll(async () => {
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    orm = await createOrm({ databaseUrl: database.url, connectionTimeoutMs: 60_000 });
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const layer of layers.splice(0)) layer.close();
    await redis.client().flushall();
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    await orm.close();
    await database.drop();
  });

  async function open({ url = redis.url, version = "1", board = orm } = {}) {
    const recalls: Recall[] = [];
    const changes: (string | null)[] = [];
    const layer = await openSecondLayer({
      url,
      version,
      onChange: (why) => changes.push(why),
      onRecall: (recall) => recalls.push(recall),
    });
    layers.push(layer);
    await layer.attach(board);
    return {
      layer,
      recalls,
      changes,
      find: (question: unknown = "board") => layer.find(question, ReportHead),
      /** Keeps one, again until it is kept: a Redis is asked once it has answered to a probe. */
      keep: async (report = headOf(), question: unknown = "board") => {
        await expect
          .poll(() => {
            layer.keep(question, ReportHead, report);
            return recalls.at(-1);
          })
          .toBe("kept");
        recalls.length = 0;
      },
    };
  }
  const keys = async () => (await redis.client().keys("evalboard:*")).filter((key) => !key.endsWith("probe"));

  test("are found by other processes of the same build, zone and board, and expire", async () => {
    const { keep } = await open();
    const report = headOf();
    await keep(report);
    const other = await open();
    await expect.poll(() => other.find()).toEqual(report);
    expect(await other.find("another question")).toBeUndefined();
    const [key] = await keys();
    expect(await redis.client().pttl(key!)).toBeLessThanOrEqual(660_000);
    expect(await redis.client().pttl(key!)).toBeGreaterThan(600_000);

    const otherBuild = await open({ version: "2" });
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    const copy = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    const copied = await createOrm({ databaseUrl: copy.url, connectionTimeoutMs: 60_000 });
    const otherBoard = await open({ board: copied });
    for (const { find, recalls } of [otherBuild, otherBoard]) {
      await expect.poll(async () => [await find(), recalls.at(-1)]).toEqual([undefined, "missing"]);
    }
    await copied.close();
    await copy.drop();

    // Again until it is: what is to be forgotten while Redis is away is there when it is back.
    const forgotten = async () => {
      other.layer.forget("board", ReportHead);
      return keys();
    };
    await expect.poll(forgotten).toEqual([]);
  });

  test("are none where they are corrupt, moved, of another time, or too long: a miss, and removed", async () => {
    const { find: findOnce, keep, recalls } = await open();
    // A machine with much to do may be too late to hear an answer, and then asks again some seconds later.
    const find = async () => {
      for (;;) {
        const found = await findOnce();
        if (recalls.at(-1) !== "away") return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const report = headOf();
    await keep(report);
    await expect.poll(() => find()).toEqual(report);
    const [key] = await keys();
    const entry = (await redis.client().getBuffer(key!))!;
    const put = async (payload: Buffer | string) => void (await redis.client().set(key!, payload));

    const changed = fc.tuple(fc.nat(entry.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const copy = Buffer.from(entry);
      copy[at] = copy[at]! ^ by;
      return copy;
    });
    const rubbish = fc.oneof(
      changed,
      fc.nat(entry.length - 1).map((length) => entry.subarray(0, length)),
      fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(sealed(key!, text))),
      fc.constant(Buffer.concat([entry, Buffer.from(" ")])),
      fc.constant(Buffer.from(sealed(`${key}0`, JSON.stringify(report)))),
      fc.constant(Buffer.from(sealed(key!, JSON.stringify({ ...report, freshForMs: -1 })))),
    );
    // Asked again, for Redis may have gone before it removed it.
    const keysOnceAsked = async () => {
      await find();
      return keys();
    };
    for (const payload of fc.sample(rubbish, payloads)) {
      await put(payload);
      expect(await find()).toBeUndefined();
      expect(["refused", payload.length === 0 ? "missing" : "refused"]).toContain(recalls.at(-1));
    }
    // An empty one is as none.
    await put("rubbish");
    await expect.poll(keysOnceAsked).toEqual([]);

    const ofAnotherTime = [-11 * 60_000, -10 * 60_000, 60_000, 86_400_000].map((ms) =>
      headOf(Date.now() + ms),
    );
    for (const other of ofAnotherTime) {
      await put(sealed(key!, JSON.stringify(other)));
      expect([await find(), recalls.at(-1)]).toEqual([undefined, "refused"]);
    }
    await redis.client().del(key!);
    await redis.client().lpush(key!, "a list");
    expect([await find(), recalls.at(-1)]).toEqual([undefined, "refused"]);
    await put(Buffer.alloc(50_000_000, "a"));
    expect([await find(), recalls.at(-1)]).toEqual([undefined, "refused"]);
    await expect.poll(keysOnceAsked).toEqual([]);

    const other = await open();
    other.layer.keep("board", ReportHead, { ...report, timeZone: randomBytes(600_000).toString("hex") });
    await expect.poll(() => other.recalls).toEqual(["refused"]);
  });

  test.each([
    ["wants another password", ["--requirepass", "another"], /WRONGPASS/],
    ["is out of memory", ["--requirepass", "canary", "--maxmemory", "1"], /OOM/],
    ["only reads", ["--requirepass", "canary", "--replicaof", "127.0.0.1 1"], /READONLY|MASTERDOWN/],
  ])("are not asked for where Redis %s, which is told once", async (_, options, why) => {
    await using broken = await startRedis(...options);
    const url = broken.url.replace("//", "//:canary@");
    let opened;
    do {
      opened = await open({ url });
      const { changes } = opened;
      await expect.poll(() => changes.length).toBe(1);
      // A machine with much to do may have been too late to hear the answer.
    } while (opened.changes[0]?.startsWith("no answer"));
    const { find, recalls, changes } = opened;
    expect(changes).toEqual([expect.stringMatching(why)]);
    for (let turn = 0; turn < 10; turn++) expect(await find()).toBeUndefined();
    expect([new Set(recalls), changes.length]).toEqual([new Set(["away"]), 1]);
    expect(changes.join()).not.toContain("canary");
  });

  test.each(["blackhole", "reset", "latency"] as const)(
    "are not waited for where Redis is gone or silent, but by who finds that out (%s)",
    async (mode) => {
      await using proxy = await startProxy(redis.url);
      const { find, keep, recalls, changes } = await open({ url: proxy.url });
      await keep();
      // It may have been away and back before: a machine with much to do may be too late to hear an answer.
      const before = changes.length;
      const changesSince = () => changes.slice(before);
      proxy.latencyMs = 30_000;
      proxy.mode = mode;
      expect([await find(), recalls.at(-1)]).toEqual([undefined, "away"]);
      expect(changesSince()).toEqual([expect.any(String)]);
      // Neither a timer nor a socket is waited for: the loop does not turn once.
      const turned = new Promise((resolve) => setImmediate(() => resolve("the loop turned")));
      for (let turn = 0; turn < 100; turn++) expect(await Promise.race([find(), turned])).toBeUndefined();
      expect(changesSince()).toHaveLength(1);
      proxy.mode = "pass";
      await expect.poll(changesSince).toEqual([expect.any(String), null]);
      await expect.poll(async () => (await find()) !== undefined).toBe(true);
    },
  );
});

/** An entry as the layer writes it. */
function sealed(key: string, text: string): string {
  return createHash("sha256").update(`${key}\n${text}`).digest("hex") + text;
}

function headOf(atMs = Date.now()): ReportHead {
  return {
    period: "7d",
    where: {},
    window: { from: "2026-03-04T00:00:00.000Z", to: "2026-03-11T00:00:00.000Z", unit: "day" },
    timeZone: "UTC",
    generatedAt: new Date(atMs).toISOString(),
    freshForMs: 60_000,
    stale: false,
    firstCompletedAt: null,
  };
}
