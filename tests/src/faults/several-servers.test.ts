import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, recordRun } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, keepAsking } from "../harness/keep-asking.ts";
import {
  completedRuns,
  keepRecording,
  results,
  type SeveralServers,
  severalServers,
  start,
} from "../harness/several-servers.ts";

const minutes = Number(process.env["MINUTES"] ?? 5);
const kills = Number(process.env["KILLS"] ?? 3);

describe("three servers of one PostgreSQL behind a balancer", () => {
  let board: SeveralServers;

  beforeAll(async () => {
    board = await severalServers();
  });
  beforeEach(() => board.later());
  afterAll(() => board[Symbol.asyncDispose]());

  test("compute a question once a minute, and everybody is told the same", async () => {
    const client = createClient({ url: board.balancer.url });
    const before = await board.computations("narrowed board");
    for (let minute = 0; minute < minutes; minute++) {
      await recordRun(client, {
        start: { ...start, externalId: `minute-${minute}`, label: "main" },
        results,
      });
      await board.later();
      const told = await board.askAll("/api/runs/stats?period=7d&label=main");
      expect(told.summary.runs).toBe(minute + 1);
    }
    expect((await board.computations("narrowed board")) - before).toBe(minutes);
  });

  test("tell a reader never of fewer runs than before, nor lose a completion, while one after the other is killed", async () => {
    const writers = keepRecording(board.balancer.url, 4);
    const { answered } = writers;
    const readers = keepAsking(board.balancer.url, ["/api/runs/stats?period=7d"], 1);
    for (let kill = 0; kill < kills; kill++) {
      const enough = answered.size + 5;
      await expect.poll(() => answered.size, { timeout: 60_000 }).toBeGreaterThanOrEqual(enough);
      await board.later();
      const startAgain = await board.kill(kill % board.servers.length);
      await board.later();
      const { url } = await startAgain();
      expect((await ask(url, "/health/ready")).status).toBe(200);
    }
    await writers.stop();
    const told = (await readers.stop())
      .filter(({ status }) => status === 200)
      .map(({ body }) => StatsReport.parse(JSON.parse(body)))
      // An old one is what there is while a new one is computed for longer than a second.
      .filter(({ stale }) => !stale);
    const runs = told.map(({ summary }) => summary.runs);
    expect(runs).toEqual(runs.toSorted((a, b) => a - b));
    expect(new Set(told.map(({ generatedAt }) => generatedAt)).size).toBeGreaterThan(kills);

    const client = createClient({ url: board.balancer.url });
    const stored = await completedRuns(client);
    expect([...answered].filter((id) => !stored.has(id))).toEqual([]);
    await client.facts.verify.mutate();
    // Of the connections that the balancer deals out any may be the one that knows.
    const verified = async () =>
      (await Promise.all(board.servers.map(({ url }) => createClient({ url }).facts.status.query()))).map(
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
    await recordRun(createClient({ url: board.balancer.url }), {
      start: { ...start, model, externalId: "broken" },
      results: broken,
    });
    const env = {
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
      ALERT_WEBHOOK_SECRET: `whsec_${Buffer.from("twenty-four bytes or more").toString("base64")}`,
      ALERT_WEBHOOK_ALLOW_PRIVATE: "true",
    };
    const alerting = await Promise.all([board.startOne(env), board.startOne(env), board.startOne(env)]);
    await expect.poll(() => heard, { timeout: 60_000 }).toBeGreaterThan(0);
    // They stop when their rounds are over.
    for (const server of alerting) expect(await server.stop("SIGTERM")).toBe(0);
    expect(heard).toBe(1);
    receiver.closeAllConnections();
    receiver.close();
  });
});
