import { reportWith } from "@evalboard/contract/testing";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NamedPeriod, type Period } from "@evalboard/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { buildServer, type ServerDeps } from "../server.ts";
import { Outage, servicesOfTest } from "../testing/services-of-test.ts";
import type { Rule } from "./admission.ts";

interface Door {
  readonly method: (typeof methods)[number];
  readonly url: string;
  readonly headers?: Record<string, string>;
}

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"] as const;

const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));

/** Every address that a ready board is sent from. */
const boards = NamedPeriod.options.flatMap((period) => [
  `/trpc/stats.get?input=${ask(period)}`,
  `/trpc/stats.get?batch=1&input=${ask({ 0: period })}`,
  `/api/runs/stats?period=${period}`,
  `/api/runs/stats/?period=${period}`,
]);

/** What no route is made for, and other ways to write what one is. */
const sideDoors: readonly Door[] = [
  ...methods.flatMap((method) =>
    [...boards, "/nothing", "/trpc", "/trpc/", "/api/runs/stats"].map((url) => ({ method, url })),
  ),
  ...boards.map((url) => ({ method: "GET", url: url.replace("?", "/?") }) as const),
  ...boards.map((url) => ({ method: "GET", url: url.replace("stats", "st%61ts") }) as const),
  { method: "GET", url: "/api/runs/stats?period=7d&label=main&tag=a%3Db" },
  { method: "GET", url: `/trpc/stats.get,stats.get?batch=1&input=${ask({ 0: "7d", 1: "7d" })}` },
  { method: "GET", url: "/runs/019c", headers: { accept: "text/html" } },
  { method: "GET", url: "/", headers: { accept: "text/html" } },
];

describe("who may come in", () => {
  let webRoot: string;
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), "evalboard-web-"));
    await mkdir(join(webRoot, "assets"));
    await writeFile(join(webRoot, "index.html"), "<title>EvalBoard</title>");
    await writeFile(join(webRoot, "assets/app-1a2b.js"), "export {};");
  });
  afterAll(() => rm(webRoot, { recursive: true }));
  // A board that is ready stays so.
  beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  const get = async (period: Period) => reportWith({ period });
  const depsOf = (...rules: Rule[]): ServerDeps => ({
    ...servicesOfTest({ stats: { get } }),
    webRoot,
    rules,
  });
  const warm = async (app: FastifyInstance) => {
    for (const url of boards) expect((await app.inject(url)).statusCode).toBe(200);
    for (const url of boards) expect((await app.inject(url)).headers["etag"]).toBeDefined();
  };

  test.each([
    ["with the web app", true],
    ["without it", false],
  ])(
    "a rule that refuses is the answer at every door, and not the board that is ready, %s",
    async (_, isWeb) => {
      let isOpen = true;
      const refusal = { statusCode: 429, message: "Come back later", retryAfterSeconds: 7 };
      const deps = depsOf(() => (isOpen ? undefined : refusal));
      const { built, routes } = await withRoutes(isWeb ? deps : { ...deps, webRoot: undefined });
      await using app = built;
      await warm(app);
      isOpen = false;
      const paths = routes.map(({ url }) => url);
      const known = [
        "/health/live",
        "/health/ready",
        "/metrics",
        "/api/runs/stats",
        "/trpc/stats.get",
        "/trpc/:path",
        "/api/runs",
        "/api/runs/:runId/results/:position",
        "/api/names/renamings/:renamingId",
        ...(isWeb ? ["/*"] : []),
      ];
      expect(paths).toEqual(expect.arrayContaining(known));
      for (const door of [...routes.map(concrete), ...sideDoors]) {
        const answer = await app.inject(door);
        expect([door, answer.statusCode, answer.headers["retry-after"], answer.headers["etag"]]).toEqual([
          door,
          429,
          "7",
          undefined,
        ]);
        const requestId = answer.headers["x-request-id"];
        expect(requestId).toBeDefined();
        const body = { error: "Too Many Requests", message: "Come back later", requestId };
        expect([door, answer.body]).toEqual([door, door.method === "HEAD" ? "" : JSON.stringify(body)]);
        expect(answer.headers["content-security-policy"]).toContain("default-src 'self'");
      }
    },
  );

  test("a rule may leave doors open, such as the health", async () => {
    const refusal = { statusCode: 401, message: "Send a key" };
    await using app = await buildServer(
      depsOf(({ url }) => (url.startsWith("/health/") ? undefined : refusal)),
    );
    expect((await app.inject("/health/ready")).statusCode).toBe(200);
    const answer = await app.inject(boards[0]!);
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([401, undefined]);
  });

  test("rules are asked in their order, once the database is prepared, and the first refusal is the answer", async () => {
    const asked: string[] = [];
    const rules: Rule[] = [
      () => void asked.push("first"),
      async () => {
        asked.push("second");
        return { statusCode: 401, message: "Send a key" };
      },
      () => void asked.push("third"),
    ];
    await using app = await buildServer(depsOf(...rules));
    expect((await app.inject("/")).json()).toMatchObject({ error: "Unauthorized", message: "Send a key" });
    expect(asked).toEqual(["first", "second"]);
    await using unprepared = await buildServer({ ...servicesOfTest({ isPrepared: false }), rules });
    expect((await unprepared.inject("/")).statusCode).toBe(503);
    expect(asked).toEqual(["first", "second"]);
  });

  test.each([
    () => {
      throw new Error("secret");
    },
    () => Promise.reject(new Error("secret")),
    () => Promise.reject(),
  ])("a rule that fails lets nobody in", async (rule) => {
    let isOpen = true;
    await using app = await buildServer(depsOf(() => (isOpen ? undefined : rule())));
    await warm(app);
    isOpen = false;
    for (const url of [...boards, "/", "/nothing"]) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.json().message]).toEqual([
        500,
        expect.stringContaining(`request ${String(answer.headers["x-request-id"])}`),
      ]);
    }
  });

  test("a rule that cannot ask the database says when to come back", async () => {
    await using app = await buildServer(depsOf(() => Promise.reject(new Outage("gone"))));
    const answer = await app.inject("/");
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
  });

  test.each(["onRequest", "preParsing", "preValidation", "preHandler"] as const)(
    "a board that is ready waits for every hook, added last too (%s)",
    async (phase) => {
      let isOpen = true;
      await using app = await buildServer(depsOf());
      app.addHook(phase, async (_request: FastifyRequest, reply: FastifyReply) => {
        if (!isOpen) await reply.code(418).send("stopped");
      });
      await warm(app);
      isOpen = false;
      for (const url of boards) expect([url, (await app.inject(url)).statusCode]).toEqual([url, 418]);
    },
  );
});

/** A server, and every route that it made of itself. */
async function withRoutes(deps: ServerDeps): Promise<{ built: FastifyInstance; routes: Door[] }> {
  const routes: Door[] = [];
  const listen = (message: unknown) =>
    void (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, url } as Door);
    });
  subscribe("fastify.initialization", listen);
  const built = await buildServer(deps).finally(() => unsubscribe("fastify.initialization", listen));
  return { built, routes };
}

/** An address that the route answers. */
function concrete({ method, url }: Door): Door {
  return { method, url: url.replace(":path", "runs.list").replace("*", "assets/app-1a2b.js") };
}
