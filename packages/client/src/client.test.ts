import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StatsReport } from "@evalboard/contract";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { type ClientOptions, createClient } from "./client.ts";
import { EvalBoardError } from "./errors.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as it is told, the last answer to all that come after; `asked` are the requests. */
async function serve(...answers: Answer[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  servers.add(server);
  return {
    url,
    asked,
    client: (options: Omit<ClientOptions, "url"> = {}) => createClient({ url, ...options }),
  };
}
const servers = new Set<ReturnType<typeof createServer>>();
afterEach(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  servers.clear();
});

/** The same to each call of a batch. */
function each(request: IncomingMessage, one: unknown): string {
  const { pathname } = new URL(request.url ?? "", "http://localhost");
  return JSON.stringify(pathname.split(",").map(() => one));
}

const JSON_TYPE = { "content-type": "application/json" };

const data =
  (value: unknown): Answer =>
  (request, response) => {
    response.writeHead(200, JSON_TYPE);
    response.end(each(request, { result: { data: value } }));
  };

const refusal =
  (httpStatus: number, message: string, headers: Record<string, string> = {}): Answer =>
  (request, response) => {
    response.writeHead(httpStatus, { ...JSON_TYPE, "x-request-id": "req-1", ...headers });
    response.end(each(request, { error: { code: -32_000, message, data: { code: "X", httpStatus } } }));
  };

const page =
  (status: number): Answer =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "text/html" }).end("<html>");

const lost: Answer = (request) => void request.socket.destroy();
const silent: Answer = () => {};

async function thrown(call: Promise<unknown>): Promise<EvalBoardError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EvalBoardError)) throw new Error("no EvalBoardError", { cause: error });
  return error;
}

const RUN = { runId: "01890000-0000-7000-8000-000000000000" };

describe("types", () => {
  it("a report has exactly the contract's type, and a period is one of its words", () => {
    const ask = () => createClient({ url: "http://127.0.0.1:1" }).stats.get;
    type Reply = Awaited<ReturnType<ReturnType<typeof ask>["query"]>>;
    expectTypeOf<Reply>().toExtend<StatsReport>();
    // A filter's fields that are not there are not there: JSON has no undefined.
    type Unfiltered<Of extends StatsReport> = Omit<Of, "where" | "answers">;
    expectTypeOf<Unfiltered<Reply>>().toEqualTypeOf<Unfiltered<StatsReport>>();
    expectTypeOf<keyof Reply>().toEqualTypeOf<keyof StatsReport>();
    // @ts-expect-error There is no such period.
    void (() => ask().query("5d"));
    // @ts-expect-error There is no such procedure.
    void (() => createClient({ url: "" }).stats.gets);
  });
});

describe("what is thrown", () => {
  it.each([
    [400, "invalid", "period: Invalid option"],
    [401, "unauthorized", "a key is needed"],
    [403, "unauthorized", "this key may not"],
    [404, "not found", "no run here"],
    [409, "conflict", "another run"],
    [500, "unexpected", "Internal error (request req-1)"],
    [503, "unavailable", "the database is away"],
  ] as const)("%i is %s, in the server's words and with its id", async (status, kind, message) => {
    const { client } = await serve(refusal(status, message));
    const error = await thrown(client({ tries: 1 }).runs.get.query(RUN));
    expect(error).toMatchObject({ name: "EvalBoardError", kind, message, requestId: "req-1" });
    expect(error.data?.httpStatus).toBe(status);
  });

  it("a lost connection is network, and says where and why", async () => {
    const { client, url } = await serve(lost);
    const error = await thrown(client({ tries: 1 }).runs.get.query(RUN));
    expect(error).toMatchObject({ kind: "network", requestId: null });
    expect(error.message).toContain(`no answer from ${url}: `);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each([
    [200, "unexpected", "what answers at URL is no EvalBoard server (HTTP 200)"],
    [404, "unexpected", "what answers at URL is no EvalBoard server (HTTP 404)"],
    [502, "unavailable", "the server at URL is busy, or not up yet (HTTP 502)"],
  ] as const)("a page with status %i that is no EvalBoard's is %s", async (status, kind, message) => {
    const { client, url } = await serve(page(status));
    const error = await thrown(client({ tries: 1 }).runs.get.query(RUN));
    expect(error.kind).toBe(kind);
    expect(error.message).toBe(message.replace("URL", url));
  });

  it("no answer in time is timeout, for one call of a batch and for all", async () => {
    const { client, asked } = await serve(silent);
    const { runs, stats } = client({ timeoutMs: 50 });
    const errors = await Promise.all([thrown(runs.get.query(RUN)), thrown(stats.get.query("7d"))]);
    expect(errors.map(({ kind }) => kind)).toEqual(["timeout", "timeout"]);
    expect(errors[0]?.message).toContain("runs.get had no answer from http://127.0.0.1:");
    expect(asked.length).toBeLessThanOrEqual(2);
    const limited = runs.get.query(RUN, { signal: AbortSignal.timeout(10) });
    expect((await thrown(limited)).kind).toBe("timeout");
  });

  it("a call that its signal stops is aborted, before it is sent and after; the others of its batch go on", async () => {
    const { client, asked } = await serve(silent, data({}));
    const { runs } = client();
    expect((await thrown(runs.get.query(RUN, { signal: AbortSignal.abort() }))).kind).toBe("aborted");
    expect(asked).toHaveLength(0);
    const stop = new AbortController();
    const stopped = thrown(runs.get.query(RUN, { signal: stop.signal }));
    await vi.waitUntil(() => asked.length === 1);
    stop.abort(new Error("enough"));
    expect(await stopped).toMatchObject({ kind: "aborted", cause: { message: "enough" } });
    await vi.waitUntil(() => asked[0]?.socket.destroyed);
    const both = new AbortController();
    const [one, other] = [runs.get.query(RUN, { signal: both.signal }), runs.get.query(RUN)];
    both.abort();
    expect((await thrown(one)).kind).toBe("aborted");
    expect(await other).toEqual({});
  });

  it.each([
    [{ url: "127.0.0.1:4400" }, /^url: must be a server's address, such as/],
    [{ url: "" }, /^url: /],
    [{ url: "http://localhost", key: "two words" }, /^key: must be/],
    [{ url: "http://localhost", timeoutMs: 0 }, /^timeoutMs: must be above 0/],
    [{ url: "http://localhost", timeoutMs: Number.NaN }, /^timeoutMs: /],
    [{ url: "http://localhost", tries: 1.5 }, /^tries: must be a whole number/],
  ])("%o is refused by name", (options, message) => {
    expect(() => createClient(options)).toThrow(message);
  });
});

describe("what is sent", () => {
  it("a key goes along as a bearer's, and nothing where there is none; calls of one tick are one request", async () => {
    const { client, asked } = await serve(data({}));
    await client().runs.get.query(RUN);
    const { runs } = client({ key: "eb_123" });
    await Promise.all([runs.get.query(RUN), runs.revisions.query(RUN)]);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined, "Bearer eb_123"]);
  });
});

describe("retries", () => {
  /** Waits are over at once, but for the longer ones, which others count; gives how long they would have been, ms. */
  function passTime(): number[] {
    const waits: number[] = [];
    const { setTimeout: wait } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation((act: () => void, ms = 0) => {
      if (ms > 0 && ms <= 2_000) waits.push(ms);
      return wait(act, ms <= 2_000 ? 0 : ms);
    });
    return waits;
  }
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    ["a lost connection", lost],
    ["a proxy without a server", page(502)],
    ["a server without its database", refusal(503, "away")],
  ])("a question is asked again after %s", async (_, answer) => {
    passTime();
    const { client, asked } = await serve(answer, answer, data({ fine: true }));
    expect(await client().runs.get.query(RUN)).toEqual({ fine: true });
    expect(asked).toHaveLength(3);
  });

  it("it is asked five times, or as often as is said", async () => {
    const waits = passTime();
    const { client, asked } = await serve(refusal(503, "away"));
    expect((await thrown(client().runs.get.query(RUN))).kind).toBe("unavailable");
    expect(asked).toHaveLength(5);
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
    await thrown(client({ tries: 2 }).runs.get.query(RUN));
    expect(asked).toHaveLength(7);
  });

  it.each([400, 404, 409, 500])("it is asked once where the answer is %i", async (status) => {
    const { client, asked } = await serve(refusal(status, "no"));
    await thrown(client().runs.get.query(RUN));
    expect(asked).toHaveLength(1);
  });

  it("a change is made once, whatever becomes of it", async () => {
    const { client, asked } = await serve(lost);
    await thrown(client().runs.delete.mutate({ ...RUN, externalId: "nightly" }));
    expect(asked).toHaveLength(1);
  });

  it("the server is left alone for as long as it asks, up to half a minute", async () => {
    const waits = passTime();
    const busy = refusal(503, "busy", { "retry-after": "2" });
    const { client } = await serve(busy, data({}));
    await client().runs.get.query(RUN);
    expect(waits).toEqual([1_750, 250]);
    const long = await serve(refusal(503, "busy", { "retry-after": "3600" }));
    expect((await thrown(long.client().runs.get.query(RUN))).kind).toBe("unavailable");
    expect(long.asked).toHaveLength(1);
  });

  it("a signal stops the waiting", async () => {
    const { client, asked } = await serve(refusal(503, "busy", { "retry-after": "20" }));
    const stop = new AbortController();
    const call = thrown(client().runs.get.query(RUN, { signal: stop.signal }));
    await vi.waitUntil(() => asked.length === 1);
    stop.abort();
    expect((await call).kind).toBe("aborted");
    expect(asked).toHaveLength(1);
  });
});

describe("the memo", () => {
  const report = { freshForMs: 60_000, period: "7d" };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    return () => vi.useRealTimers();
  });

  it("asks once a minute, however often it is asked", async () => {
    const { client, asked } = await serve(data(report));
    const { stats } = client();
    for (let second = 0; second < 180; second += 1) {
      expect(await stats.get.query("7d")).toEqual({ ...report, freshForMs: 60_000 - (second % 60) * 1_000 });
      vi.setSystemTime(Date.now() + 1_000);
    }
    expect(asked).toHaveLength(3);
  });

  it("sends a question once while it is on its way, and gives each asker an object of its own", async () => {
    const { client, asked } = await serve(data({ ...report, list: [] }));
    const { stats } = client();
    const replies = await Promise.all(Array.from({ length: 100 }, () => stats.get.query("7d")));
    expect(asked).toHaveLength(1);
    expect(new Set(replies).size).toBe(100);
    Object.assign(replies[0] ?? {}, { period: "changed" });
    expect((await stats.get.query("7d")).period).toBe("7d");
  });

  it("tells questions apart by all that they ask", async () => {
    const { client, asked } = await serve(data(report));
    const { stats } = client();
    await stats.get.query("7d");
    await stats.get.query("30d");
    await stats.get.query({ period: "7d", where: { label: "main" } });
    await stats.matrix.query("7d");
    await stats.get.query("7d");
    expect(asked).toHaveLength(4);
  });

  it("keeps nothing that does not say it is fresh, no refusal, and nothing but the board", async () => {
    const { client, asked } = await serve(
      data({ period: "7d" }),
      data({ freshForMs: 0 }),
      refusal(400, "no"),
      data(report),
    );
    const { stats, runs } = client();
    await stats.get.query("7d");
    await stats.get.query("7d");
    await thrown(stats.get.query("7d"));
    await stats.get.query("7d");
    await stats.get.query("7d");
    expect(asked).toHaveLength(4);
    await runs.get.query(RUN);
    await runs.get.query(RUN);
    expect(asked).toHaveLength(6);
  });

  it("goes on for the others where one asker leaves, and stops with the last", async () => {
    const waiting: (() => void)[] = [];
    const { client, asked } = await serve((request, response) => {
      waiting.push(() => data(report)(request, response));
    });
    const { stats } = client();
    const [one, other] = [new AbortController(), new AbortController()];
    const left = thrown(stats.get.query("7d", { signal: one.signal }));
    const stays = stats.get.query("7d", { signal: other.signal });
    await vi.waitUntil(() => waiting.length === 1);
    one.abort();
    expect((await left).kind).toBe("aborted");
    waiting[0]?.();
    expect(await stays).toMatchObject({ period: "7d" });
    const last = new AbortController();
    const alone = thrown(stats.get.query("30d", { signal: last.signal }));
    await vi.waitUntil(() => waiting.length === 2);
    last.abort();
    await alone;
    await vi.waitUntil(() => asked[1]?.socket.destroyed);
  });

  it("keeps a hundred questions, and forgets the oldest", async () => {
    const { client, asked } = await serve(data(report));
    const { stats } = client();
    const ask = (label: number) => stats.get.query({ period: "7d", where: { label: `${label}` } });
    for (let label = 0; label <= 100; label += 1) await ask(label);
    await ask(100);
    expect(asked).toHaveLength(101);
    await ask(0);
    expect(asked).toHaveLength(102);
  });

  it("makes nothing of a clock that was set back, and can be done without", async () => {
    const { client, asked } = await serve(data(report));
    const { stats } = client();
    await stats.get.query("7d");
    vi.setSystemTime(Date.now() - 3_600_000);
    await stats.get.query("7d");
    const plain = client({ memo: false }).stats;
    await plain.get.query("7d");
    await plain.get.query("7d");
    expect(asked).toHaveLength(4);
  });
});
