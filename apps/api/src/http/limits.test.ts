import { setTimeout as delay } from "node:timers/promises";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { reportWith } from "@evalboard/contract/testing";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { local } from "@evalboard/access";
import { defaultLimits, type Limits } from "../limits.ts";
import { buildServer } from "../server.ts";
import { Outage, servicesOfTest } from "../testing/services-of-test.ts";

const page = { runs: [], nextCursor: null };
const list = `/trpc/runs.list?input=${encodeURIComponent("{}")}`;
const json = { "content-type": "application/json" };

function serverWith(
  limits: Partial<Limits>,
  { runs, stats, ...given }: Parameters<typeof servicesOfTest>[0] = {},
) {
  const services = servicesOfTest({
    runs: { list: async () => page, ...runs },
    stats: { get: async () => reportWith({ period: "7d" }), ...stats },
    ...given,
  });
  return buildServer({ ...services, limits: { ...defaultLimits, ...limits } });
}

const portOf = (app: FastifyInstance) => Number(new URL(app.listeningOrigin).port);

const from = (remoteAddress: string, url = list) => ({ url, remoteAddress });

describe("how often one caller may ask", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  test("is a minute's calls at once, and then as many a minute, evenly; who is refused is told when", async () => {
    await using app = await serverWith({ callsPerMinute: 60 });
    for (let call = 0; call < 60; call++) expect((await app.inject(from("192.0.2.1"))).statusCode).toBe(200);
    const refused = await app.inject(from("192.0.2.1"));
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "1"]);
    expect(refused.json().message).toMatch(/More than 60 calls a minute/);
    expect((await app.inject(from("192.0.2.2"))).statusCode).toBe(200);
    vi.advanceTimersByTime(2_000);
    const later = await Promise.all([1, 2, 3].map(() => app.inject(from("192.0.2.1"))));
    expect(later.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });

  test("counts each call of a batch", async () => {
    await using app = await serverWith({ callsPerMinute: 60 });
    const batch = from(
      "192.0.2.1",
      `/trpc/${Array.from({ length: 20 }, () => "runs.list").join("%2c")}?batch=1`,
    );
    for (let request = 0; request < 3; request++) await app.inject(batch);
    const refused = await app.inject(batch);
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "20"]);
  });

  test("is not limited on loopback, whatever way it is written", async () => {
    await using app = await serverWith({ callsPerMinute: 1 });
    for (const address of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
      for (let call = 0; call < 3; call++) expect((await app.inject(from(address))).statusCode).toBe(200);
  });

  test("is of a network of IPv6, however many addresses it has", async () => {
    await using app = await serverWith({ callsPerMinute: 1 });
    const ask = async (address: string) => (await app.inject(from(address))).statusCode;
    expect(await ask("2001:db8::1")).toBe(200);
    expect(await ask("2001:db8:0:0:8::7")).toBe(429);
    expect(await ask("2001:db8:0:1::1")).toBe(200);
    expect(await ask("::ffff:192.0.2.1")).toBe(200);
    expect(await ask("192.0.2.1")).toBe(429);
  });

  test("is of a key too, from wherever it is used", async () => {
    const ofKey = (secret: string) => ({ ...local, kind: "key" as const, name: secret, keyId: secret });
    const access = { callers: { ofKey, ofSession: () => undefined } };
    await using app = await serverWith({ callsPerMinute: 1 }, { access, keysAsked: true });
    const ask = (address: string, secret: string) =>
      app.inject({ ...from(address), headers: { authorization: `Bearer ${secret}` } });
    const answers = [
      await ask("192.0.2.1", "one"),
      await ask("127.0.0.1", "one"),
      await ask("127.0.0.1", "another"),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 429, 200]);
  });

  test("is of who asks the proxy, where that is believed", async () => {
    const limits = { ...defaultLimits, callsPerMinute: 1 };
    const services = servicesOfTest({ runs: { list: async () => page } });
    const proxy = { addresses: ["127.0.0.1"], trusts: () => true, userHeader: undefined, scopes: [] };
    await using app = await buildServer({ ...services, limits, proxy });
    const ask = (forwarded: string) =>
      app.inject({ url: list, remoteAddress: "127.0.0.1", headers: { "x-forwarded-for": forwarded } });
    const answers = [await ask("192.0.2.1"), await ask("192.0.2.2"), await ask("192.0.2.1")];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });
});

describe("what is asked", () => {
  test("in an address that is too long is answered 414, read or not", async () => {
    await using app = await serverWith({});
    const long = await app.inject(`/api/runs?label=${"a".repeat(8_200)}`);
    expect([long.statusCode, long.json().message]).toEqual([
      414,
      expect.stringMatching(/longer than 8192 char/),
    ]);
    await app.listen({ host: "127.0.0.1", port: 0 });
    const raw = async (request: string) => {
      const socket = connect(portOf(app), "127.0.0.1");
      socket.write(request);
      return text(socket);
    };
    for (const length of [8_200, 20_000, 60_000]) {
      const answer = await raw(`GET /${"a".repeat(length)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 414 [^]*The address is longer than 8192 characters/);
    }
    const headers = await raw(`GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(60_000)}\r\n\r\n`);
    expect(headers).toMatch(/^HTTP\/1\.1 431 [^]*The headers are longer/);
    expect(await raw("GET\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*no HTTP request/);
  });

  test.each([",", "a,"])("in a batch of 15 000 (%s) is refused before it is read", async (part) => {
    let calls = 0;
    await using app = await serverWith({}, { runs: { list: async () => (calls++, page) } });
    const answer = await app.inject(`/trpc/${part.repeat(15_000)}?batch=1`);
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      "batch: 15001 calls in one request; send at most 20",
    ]);
    expect([answer.body.length < 300, calls]).toEqual([true, 0]);
  });

  test("of the largest batch is answered", async () => {
    await using app = await serverWith({});
    const twenty = Array.from({ length: 20 }, () => "runs.list").join(",");
    const input = encodeURIComponent(
      JSON.stringify(Object.fromEntries([...twenty.split(",").keys()].map((at) => [at, {}]))),
    );
    const answer = await app.inject(`/trpc/${twenty}?batch=1&input=${input}`);
    expect([answer.statusCode, answer.json().length]).toEqual([200, 20]);
  });

  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const bodyOf = (depth: number) =>
    `{"label":"\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[","x":${nested(depth - 1)}}`;

  test.each(["/trpc/runs.describe", "/trpc/runs.record.start", "/api/runs"])(
    "is nested 32 deep at most, at %s",
    async (url) => {
      await using app = await serverWith({});
      const send = (body: string) => app.inject({ method: "POST", url, headers: json, body });
      for (const depth of [33, 100_000]) {
        const answer = await send(bodyOf(depth));
        expect([depth, answer.statusCode]).toEqual([depth, 400]);
        expect(answer.body).toContain("nested more than 32 deep");
      }
      const allowed = await send(bodyOf(32));
      expect([allowed.statusCode, allowed.body]).toEqual([400, expect.not.stringContaining("nested")]);
    },
  );

  test("is nested no deeper in an address", async () => {
    await using app = await serverWith({});
    const answer = await app.inject(`/trpc/runs.list?input=${nested(2_000)}`);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining("nested")]);
  });

  test.each([
    ["/trpc/runs.describe", 2 ** 20, 413],
    ["/trpc/names.rename,runs.record.start?batch=1", 2 ** 20, 413],
    ["/api/names/rename", 2 ** 20, 413],
    ["/trpc/runs.record.addResults", 2 ** 20, 400],
    ["/trpc/runs.record.addResults,runs.record.complete?batch=1", 2 ** 20, 400],
    ["/api/runs", 2 ** 20, 400],
    ["/api/runs/compare-recorded", 2 ** 20, 400],
    ["/trpc/runs.record.addResults", 2 ** 23, 413],
    ["/api/runs", 2 ** 23, 413],
  ])(
    "at %s may be of %d bytes or not (%d), whether its length is said before or not",
    async (url, bytes, status) => {
      await using app = await serverWith({});
      const body = JSON.stringify({ label: "a".repeat(bytes) });
      const said = await app.inject({ method: "POST", url, headers: json, body });
      expect(said.statusCode).toBe(status);
      await app.listen({ host: "127.0.0.1", port: 0 });
      const stream = new Blob([body]).stream();
      const inParts = await fetch(`http://127.0.0.1:${portOf(app)}${url}`, {
        method: "POST",
        headers: json,
        body: stream,
        duplex: "half",
      });
      await inParts.text();
      expect(inParts.status).toBe(status);
    },
  );
});

describe("a question", () => {
  const board = "/api/runs/stats?period=7d";

  test.each([list, board])("that is lost with its connection is put once more, at %s", async (url) => {
    const losses = [new Outage("lost")];
    const ask = async () => {
      const loss = losses.pop();
      if (loss) throw loss;
    };
    const services = {
      runs: { list: () => ask().then(() => page) },
      stats: { get: () => ask().then(() => reportWith({ period: "7d" })) },
    };
    await using app = await serverWith({}, services);
    expect((await app.inject(url)).statusCode).toBe(200);
    losses.push(new Outage("lost"), new Outage("lost"));
    expect((await app.inject(url)).statusCode).toBe(503);
    losses.push(new Outage("gone"));
    expect((await app.inject(url)).statusCode).toBe(503);
    expect(losses).toEqual([]);
  });

  test("is put again alone: what changes something is done once", async () => {
    let calls = 0;
    const describeRun = async () => {
      calls++;
      throw new Outage("lost");
    };
    await using app = await serverWith({}, { runs: { describe: describeRun } });
    const body = { runId: "019ab000-0000-7000-8000-000000000001", label: null };
    const answer = await app.inject({ method: "POST", url: "/trpc/runs.describe", payload: body });
    expect([answer.statusCode, answer.headers["retry-after"], calls]).toEqual([503, "5", 1]);
  });

  test.each([list, board, "/api/runs"])(
    "has an answer in its time, be it that there is none, at %s",
    async (url) => {
      const never = () => new Promise<never>(() => {});
      await using app = await serverWith({ answerMs: 20 }, { runs: { list: never }, stats: { get: never } });
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
      expect(answer.body).toContain("There was no answer within 0.02 s; try again in a few seconds");
    },
  );

  test("of a batch is answered though another one is not", async () => {
    const slow = async ({ limit }: { limit: number }) => (limit === 1 ? new Promise<never>(() => {}) : page);
    await using app = await serverWith({ answerMs: 20 }, { runs: { list: slow } });
    const input = encodeURIComponent(JSON.stringify({ 0: { limit: 1 }, 1: { limit: 2 } }));
    const answer = await app.inject(`/trpc/runs.list,runs.list?batch=1&input=${input}`);
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([207, "5"]);
    expect(answer.json()[1]).toEqual({ result: { data: page } });
  });
});

describe("while the event loop is late", () => {
  const hold = (ms: number) => {
    const endMs = performance.now() + ms;
    while (performance.now() < endMs);
  };

  test("all but the health is turned away, until it is in time again", async () => {
    await using app = await serverWith({ loopDelayMs: 200 });
    const ask = async (url: string) => (await app.inject(url)).statusCode;
    expect(await ask(list)).toBe(200);
    for (let turn = 0; turn < 4; turn++) {
      hold(700);
      await delay(0);
    }
    const answer = await app.inject(list);
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
    expect(answer.json().message).toMatch(/more to do than it can/);
    expect([await ask("/health/live"), await ask("/health/ready")]).toEqual([200, 200]);
    await expect.poll(() => ask(list), { timeout: 30_000 }).toBe(200);
  });

  test("once, nobody is: one long piece of work is no overload", async () => {
    await using app = await serverWith({});
    hold(900);
    await delay(0);
    await delay(0);
    expect((await app.inject(list)).statusCode).toBe(200);
  });
});
