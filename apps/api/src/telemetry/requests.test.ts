import { reportWith } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { buildServer } from "../server.ts";
import { servicesOfTest } from "../testing/services-of-test.ts";
import { createLog, type logLevels } from "./log.ts";

const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the log of requests", () => {
  test("has one line of each, with what was called and how it came out", async () => {
    const { app, url, lines } = await serving("info");
    await using _app = app;
    const answer = await fetch(`${url}/trpc/stats.get,nothing?batch=1&input=${ask({ 0: "7d" })}`);
    const id = answer.headers.get("x-request-id");
    await answer.text();
    const rest = await fetch(`${url}/api/runs/stats?period=7d`);
    await rest.text();
    expect(await lines(2)).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        pid: process.pid,
        hostname: expect.any(String),
        requestId: id,
        method: "GET",
        route: "/trpc/:path",
        procedures: ["stats.get", "unknown"],
        status: 207,
        durationMs: expect.any(Number),
        bytes: expect.any(Number),
        msg: "request",
      },
      expect.objectContaining({ route: "/api/runs/stats", status: 200 }),
    ]);
    const [first] = await lines(2);
    expect(first!["bytes"]).toBeGreaterThan(100);
    expect(id).toMatch(uuid);
  });

  test("says nothing of what somebody wrote in an address, a header or a body", async () => {
    const { app, url, lines } = await serving("trace");
    await using _app = app;
    const headers = {
      authorization: "Bearer sesame",
      cookie: "key=sesame",
      "content-type": "application/json",
    };
    const body = JSON.stringify({ runId: "sesame", results: [{ itemKey: "sesame" }] });
    for (const [path, options] of [
      [`/trpc/runs.list?input=${ask({ search: "sesame" })}`, { headers }],
      ["/sesame?sesame", { headers }],
      ["/trpc/sesame", { headers }],
      ["/trpc/runs.record.addResults", { method: "POST", headers, body }],
      ["/trpc/runs.record.addResults", { method: "POST", headers, body: '{"sesame"' }],
    ] as const) {
      await (await fetch(url + path, options)).text();
    }
    const told = await lines(5);
    expect(told).toHaveLength(5);
    expect(JSON.stringify(told)).not.toContain("sesame");
  });

  test("has the detail of a fault under the id that its caller was told", async () => {
    const { app, url, lines } = await serving("warn");
    await using _app = app;
    for (const path of ["/trpc/runs.list?input=%7B%7D", "/api/runs", "/api/runs/stats?period=24h"]) {
      const answer = await fetch(url + path);
      const [, id] = /Internal error \(request ([^)]+)\)/.exec(await answer.text()) ?? [];
      expect([answer.status, answer.headers.get("x-request-id")]).toEqual([500, id]);
      expect((await lines(1)).at(-1)).toMatchObject({ level: 50, requestId: id, err: { message: "broken" } });
    }
    expect(await lines(3)).toHaveLength(3);
  });

  test("withholds keys and what people wrote from errors and heads that others log", async () => {
    const written: string[] = [];
    const log = createLog("info", { destination: { write: (line) => void written.push(line) } });
    const secret = "sesame";
    log.info({ req: { id: "1", method: "GET", url: secret, headers: { authorization: secret } } });
    log.error(Object.assign(new Error("broken"), { detail: secret, query: secret, code: "23505" }));
    expect(written.map((line) => JSON.parse(line))).toMatchObject([
      { req: { id: "1", method: "GET" } },
      { err: { message: "broken", code: "23505" } },
    ]);
    expect(written.join("")).not.toContain(secret);
  });
});

describe("the id of a request", () => {
  test.each(["checkout-7.4:2_1", "019ab000-0000-7000-8000-000000000001", "x".repeat(128)])(
    "is the caller's where that is sane: %s",
    async (id) => {
      await using app = await buildServer(servicesOfTest({}));
      const answer = await app.inject({ url: "/health/live", headers: { "x-request-id": id } });
      expect(answer.headers["x-request-id"]).toBe(id);
    },
  );

  test.each(["", "x".repeat(129), 'a"b', "a b", "a,b", "é"])(
    "is a new one where the caller's is not: %s",
    async (id) => {
      await using app = await buildServer(servicesOfTest({}));
      const answer = await app.inject({ url: "/health/live", headers: { "x-request-id": id } });
      expect(answer.headers["x-request-id"]).toMatch(uuid);
    },
  );

  test("is given once, also by several servers", async () => {
    const ids = new Set<unknown>();
    for (const _ of [1, 2]) {
      await using app = await buildServer(servicesOfTest({}));
      for (let asked = 0; asked < 600; asked += 1)
        ids.add((await app.inject("/health/live")).headers["x-request-id"]);
    }
    expect(ids.size).toBe(1_200);
  });
});

/** A server at a port whose run list breaks, and its log so far: at least so many lines, parsed. */
async function serving(level: (typeof logLevels)[number]) {
  const written: string[] = [];
  const log = createLog(level, { destination: { write: (line) => void written.push(line) } });
  const fail = () => Promise.reject(new Error("broken"));
  const get = async (period: unknown) => (period === "7d" ? reportWith() : fail());
  const app = await buildServer({ ...servicesOfTest({ runs: { list: fail }, stats: { get } }), log });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const lines = async (least: number) => {
    const ours = () =>
      written
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg }) => !/listening/.test(String(msg)));
    await expect.poll(() => ours().length).toBeGreaterThanOrEqual(least);
    return ours();
  };
  return { app, url, lines };
}
