import { type Access, createAccess } from "@evalboard/access";
import type { StatsQuery } from "@evalboard/contract";
import { reportWith } from "@evalboard/contract/testing";
import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildServer } from "./server.ts";
import { createLog } from "./telemetry/log.ts";
import { servicesOfTest } from "./testing/services-of-test.ts";

const by = { kind: "local", name: "test", keyId: null };
const board = "/api/runs/stats?period=7d";
const trpcBoard = "/trpc/stats.get?input=%227d%22";

let orm: Orm;
let access: Access;
let app: FastifyInstance;
let lines: string[];
/** What the board's service was asked: nothing where one was ready. */
let questions: StatsQuery[];
beforeAll(async () => void (orm = await createTestOrm("pglite")));
afterAll(() => orm.close());
beforeEach(async () => {
  // A board that is ready stays so.
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 31), toFake: ["Date"] });
  await orm.em.getConnection().execute("delete from api_keys");
  await orm.em.getConnection().execute("delete from audit_entries");
  access = createAccess({ orm, keysAsked: true });
  lines = [];
  questions = [];
  const get = async (question: StatsQuery) => {
    questions.push(question);
    return reportWith({ period: "7d" });
  };
  const destination = { write: (line: string) => void lines.push(line) };
  app = await buildServer({
    ...servicesOfTest({ access, keysAsked: true, stats: { get } }),
    log: createLog("trace", { destination }),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const signIn = (key: string, told: { headers?: Record<string, string>; remoteAddress?: string } = {}) =>
  app.inject({ method: "POST", url: "/trpc/session.signIn", payload: { key }, ...told });
const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers["set-cookie"]);
const withCookie = (cookie: string) => ({ headers: { cookie: cookie.split(";", 1)[0]! } });

test("a browser is signed in by a key, and keeps what no script reads and no other page sends", async () => {
  const { key, secret } = await access.keys.create({ name: "ada", scopes: ["read"] }, by);
  const answer = await signIn(secret);
  expect(answer.json().result.data).toEqual({
    keysAsked: true,
    caller: {
      kind: "session",
      name: "ada",
      scopes: ["read"],
      label: null,
      tags: {},
      expiresAt: "2026-03-02T00:00:00.000Z",
    },
  });
  const cookie = cookieOf(answer);
  expect(cookie).toMatch(
    /^evalboard_session=[\w-]{43}; Path=\/; Expires=Mon, 02 Mar 2026 00:00:00 GMT; HttpOnly; SameSite=Strict$/,
  );
  expect(cookie).not.toContain(secret.slice(key.prefix.length));
  const headers = { host: "b.example", origin: "https://b.example" };
  expect(cookieOf(await signIn(secret, { headers }))).toMatch(/^__Host-evalboard_session=.*; Secure; /);
  expect((await app.inject({ url: board, ...withCookie(cookie) })).statusCode).toBe(200);
  expect(
    (await app.inject({ url: "/trpc/session.get", ...withCookie(cookie) })).json().result.data.caller.name,
  ).toBe("ada");
  const rest = await app.inject({ method: "POST", url: "/api/session", payload: { key: secret } });
  expect(cookieOf(rest)).toMatch(/^evalboard_session=/);
});

test("signed out, the cookie is worth nothing any more, wherever it was copied to", async () => {
  const { secret } = await access.keys.create({ name: "ada", scopes: ["read"] }, by);
  const cookie = cookieOf(await signIn(secret));
  const headers = { ...withCookie(cookie).headers, "content-type": "application/json" };
  const out = await app.inject({ method: "POST", url: "/trpc/session.signOut", headers });
  expect(out.json().result.data).toEqual({ keysAsked: true, caller: null });
  expect(cookieOf(out)).toMatch(/^evalboard_session=; Max-Age=0; Path=\//);
  expect((await app.inject({ url: board, ...withCookie(cookie) })).statusCode).toBe(401);
});

test("a board that is ready is not sent once the key is revoked or has expired, nor to a key that is bound", async () => {
  const expiresAt = "2026-01-31T00:00:01.500Z";
  const { key, secret } = await access.keys.create({ name: "ada", scopes: ["read"] }, by);
  const brief = await access.keys.create({ name: "brief", scopes: ["read"], expiresAt }, by);
  const bound = await access.keys.create({ name: "bound", scopes: ["read"], label: "team-a" }, by);
  const bearer = (sent: string) => ({ headers: { authorization: `Bearer ${sent}` } });
  const cookies = withCookie(cookieOf(await signIn(secret)));
  const ask = async (url: string, told: object) => (await app.inject({ url, ...told })).statusCode;
  const [ada, short] = [bearer(secret), bearer(brief.secret)];
  for (const url of [board, trpcBoard])
    for (const told of [ada, short, cookies]) expect([url, await ask(url, told)]).toEqual([url, 200]);
  expect((await app.inject({ url: board, ...ada })).headers["etag"]).toBeDefined();

  questions.length = 0;
  for (const url of [board, trpcBoard]) expect(await ask(url, bearer(bound.secret))).toBe(200);
  const own = { period: "7d", where: { label: "team-a" } };
  expect(questions).toEqual([own, own]);

  await access.keys.revoke({ keyId: key.id }, by);
  for (const url of [board, trpcBoard])
    for (const told of [ada, cookies]) expect([url, await ask(url, told)]).toEqual([url, 401]);
  expect(await ask(board, short)).toBe(200);
  vi.setSystemTime(Date.parse(expiresAt));
  for (const url of [board, trpcBoard]) expect([url, await ask(url, short)]).toEqual([url, 401]);
});

test("an address that sends ten keys that are none has to wait, good keys from there go on", async () => {
  const { secret } = await access.keys.create({ name: "ada", scopes: ["admin"] }, by);
  const remoteAddress = "203.0.113.9";
  const wrong = { headers: { authorization: `Bearer evb_aaaaaaaa_${"a".repeat(43)}` }, remoteAddress };
  for (let sent = 0; sent < 5; sent += 1) {
    expect((await app.inject({ url: "/api/runs", ...wrong })).statusCode).toBe(401);
    expect((await signIn("evb_wrong", { remoteAddress })).statusCode).toBe(401);
  }
  for (const answer of [
    await app.inject({ url: "/api/runs", ...wrong }),
    await app.inject({ url: "/trpc/runs.list", ...wrong }),
    await signIn("evb_wrong", { remoteAddress }),
    await signIn(secret, { remoteAddress }),
  ])
    expect([answer.statusCode, Number(answer.headers["retry-after"])]).toEqual([
      429,
      expect.closeTo(600, -2),
    ]);
  expect((await app.inject({ url: "/trpc/runs.list", ...wrong })).json().error.data).toEqual({
    code: "TOO_MANY_REQUESTS",
    httpStatus: 429,
  });
  const good = { headers: { authorization: `Bearer ${secret}` }, remoteAddress };
  expect((await app.inject({ url: board, ...good })).statusCode).toBe(200);
  expect((await signIn(secret)).statusCode).toBe(200);
  await vi.waitFor(async () => {
    const { entries } = await access.audit.list({ limit: 10 });
    const refused = entries.filter(({ action }) => action === "sign-in.refused");
    expect(refused.map(({ actor }) => actor)).toEqual([
      { kind: "stranger", name: remoteAddress, keyId: null },
    ]);
  });
});

test("no key and no cookie is in the log, the answers or the audit log, whatever goes wrong", async () => {
  const { key, secret } = await access.keys.create({ name: "ada", scopes: ["admin"] }, by);
  const canary = secret.slice(key.prefix.length + 1);
  const cookie = cookieOf(await signIn(secret));
  const token = /=([\w-]{43});/.exec(cookie)![1]!;
  const bodies: string[] = [];
  for (const headers of [{ authorization: `Bearer ${secret}` }, { cookie: `evalboard_session=${token}` }])
    for (const url of [
      board,
      "/api/runs",
      "/api/keys",
      "/api/audit",
      "/trpc/runs.list",
      "/nothing",
      "/metrics",
    ])
      bodies.push((await app.inject({ url, headers })).body);
  bodies.push((await signIn(`${secret}x`)).body, (await signIn("a".repeat(300) + secret)).body);
  bodies.push((await app.inject({ url: `/api/runs?key=${secret}` })).body);
  expect(lines.length).toBeGreaterThan(10);
  for (const told of [lines.join("\n"), bodies.join("\n")]) {
    expect(told).not.toContain(canary);
    expect(told).not.toContain(token);
  }
});
