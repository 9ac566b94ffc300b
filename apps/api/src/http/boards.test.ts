import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { NamedPeriod, type StatsQuery, type StatsReport } from "@evalboard/contract";
import { exampleId, reportWith } from "@evalboard/contract/testing";
import { type StatsReader, SubjectNotFound } from "@evalboard/stats";
import { createTRPCClient, httpBatchLink, httpLink } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AppRouter } from "@evalboard/router";
import { buildServer } from "../server.ts";
import { servicesOfTest } from "../testing/services-of-test.ts";

const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
const call = `/trpc/stats.get?input=${ask("7d")}`;
const batch = `/trpc/stats.get?batch=1&input=${ask({ 0: "7d" })}`;
const rest = "/api/runs/stats?period=7d";

const start = Date.parse("2026-11-23T12:00:00.000Z");
beforeEach(() => void vi.useFakeTimers({ now: start, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** A reader whose report is as old as the clock says, and how often it was asked. */
function serverOf(given: Partial<StatsReport> = {}) {
  let asked = 0;
  const queries: StatsQuery[] = [];
  const get: StatsReader["get"] = async (query) => {
    asked += 1;
    queries.push(query);
    const question = typeof query === "string" ? { period: query, where: {} } : query;
    return reportWith({ ...question, freshForMs: Math.max(0, start + 60_000 - Date.now()), ...given });
  };
  return { built: buildServer(servicesOfTest({ stats: { get } })), asked: () => asked, queries };
}

test("within a second the reader is asked once, whatever the address", async () => {
  const { built, asked } = serverOf();
  await using app = await built;
  const bodies = [];
  for (const url of [call, call, rest, rest, call]) bodies.push((await app.inject(url)).json());
  expect(asked()).toBe(1);
  expect(bodies[0].result.data.freshForMs).toBe(60_000);
  expect([bodies[1], bodies[4]]).toEqual([bodies[0], bodies[0]]);
  expect(bodies[2]).toEqual(bodies[0].result.data);
});

test("what it says of its age is true to the second, and never too young", async () => {
  const { built } = serverOf();
  await using app = await built;
  const ages: [number, string][] = [];
  for (const ageMs of [1, 999, 1_000, 1_001, 58_999, 59_000, 59_999, 60_000]) {
    vi.setSystemTime(start + ageMs);
    const response = await app.inject(rest);
    ages.push([response.json().freshForMs, String(response.headers["cache-control"])]);
  }
  expect(ages).toEqual([
    [59_000, "private, max-age=59"],
    [59_000, "private, max-age=59"],
    [59_000, "private, max-age=59"],
    [58_000, "private, max-age=58"],
    [1_000, "private, max-age=1"],
    [1_000, "private, max-age=1"],
    [0, "private, max-age=0"],
    [0, "private, max-age=0"],
  ]);
});

test("a clock that is set back does not keep a board that is ready", async () => {
  const { built, asked } = serverOf();
  await using app = await built;
  vi.setSystemTime(start + 500);
  await app.inject(call);
  vi.setSystemTime(start - 3_600_000);
  await app.inject(call);
  expect(asked()).toBe(2);
});

test("the ready answer is tRPC's own, byte by byte, under the same headers", async () => {
  const { built } = serverOf();
  await using app = await built;
  for (const [url, same] of [
    [call, `${call}&x`],
    [batch, `${batch}&x`],
  ] as const) {
    await app.inject(rest);
    const [ready, own] = [await app.inject(url), await app.inject(same)];
    expect(ready.headers["etag"]).toBeDefined();
    expect(own.headers["etag"]).toBeUndefined();
    expect(ready.body).toBe(own.body);
    expect(ready.headers["cache-control"]).toBe(own.headers["cache-control"]);
    expect(ready.headers["content-security-policy"]).toBe(own.headers["content-security-policy"]);
    expect(ready.headers.vary).toContain(own.headers.vary);
  }
});

test("tRPC's clients get it, by call and by batch, ready or not", async () => {
  vi.useRealTimers();
  const { built, asked } = serverOf({ freshForMs: 60_000 });
  await using app = await built;
  const url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/trpc`;
  for (const link of [httpLink({ url }), httpBatchLink({ url })]) {
    const client = createTRPCClient<AppRouter>({ links: [link] });
    for (const period of NamedPeriod.options) {
      expect(await client.stats.get.query(period)).toEqual(reportWith({ period }));
    }
  }
  expect(asked()).toBeLessThanOrEqual(2 * NamedPeriod.options.length);
});

test.each([call, batch, rest])("an asker who has it already is told so: %s", async (url) => {
  const { built } = serverOf();
  await using app = await built;
  await app.inject(rest);
  const { etag } = (await app.inject(url)).headers;
  const again = await app.inject({ url, headers: { "if-none-match": `W/"other", ${String(etag)}` } });
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, "", etag]);
  const other = await app.inject({ url, headers: { "if-none-match": 'W/"other"' } });
  expect(other.statusCode).toBe(200);
});

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)(
  "is compressed with %s for whoever reads that, to the same text",
  async (encoding, decompress) => {
    const { built } = serverOf();
    await using app = await built;
    const plain = await app.inject(rest);
    for (const url of [call, batch, rest]) {
      const packed = await app.inject({ url, headers: { "accept-encoding": encoding } });
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(packed.headers.vary).toContain("accept-encoding");
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length);
      expect(decompress(packed.rawPayload).toString()).toBe((await app.inject(url)).body);
    }
  },
);

test("an old answer is asked for each time, since a newer one may be had at any moment", async () => {
  const { built, asked } = serverOf({ stale: true, freshForMs: 0 });
  await using app = await built;
  for (const url of [call, call, rest]) await app.inject(url);
  expect(asked()).toBe(3);
});

describe("a board narrowed to some runs", () => {
  const modelId = exampleId(21);
  const narrowed = `${rest}&label=main&modelId=${modelId}&tag=temperature%3D0.2&tag=branch=a%3Db`;
  const where = { label: "main", modelId, tags: { temperature: "0.2", branch: "a=b" } };

  test("is asked of the reader each time, who keeps it, and sent as any other", async () => {
    const { built, queries } = serverOf();
    await using app = await built;
    vi.setSystemTime(start + 1_500);
    const first = await app.inject(narrowed);
    expect(first.json()).toEqual(reportWith({ where, freshForMs: 58_500 }));
    expect(first.headers["cache-control"]).toBe("private, max-age=58");
    const again = await app.inject({ url: narrowed, headers: { "if-none-match": first.headers.etag } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    const packed = await app.inject({ url: narrowed, headers: { "accept-encoding": "gzip" } });
    expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(first.json());
    expect(queries).toEqual(Array.from({ length: 3 }, () => ({ period: "7d", where })));
  });

  test("is over tRPC what it is over REST, and is never the whole one", async () => {
    const { built } = serverOf();
    await using app = await built;
    await app.inject(call);
    const trpc = await app.inject(`/trpc/stats.get?input=${ask({ period: "7d", where })}`);
    expect(trpc.json().result.data).toEqual((await app.inject(narrowed)).json());
    expect((await app.inject(rest)).json().where).toEqual({});
  });

  test.each([
    [
      "days=5",
      "there is no days; there are period, modelId, datasetId, promptId, promptVersionId, label, tag",
    ],
    ["modelId=gpt-4o", "modelId: Invalid UUID"],
    ["label=", "label: must not be empty"],
    ["label=a&label=b", "label: Invalid input: expected string, received array"],
    ["tag=temperature", "tag: must be NAME=VALUE, such as tag=temperature%3D0.2"],
    ["tag=", "tag: must be NAME=VALUE"],
    ["tag=a%3D1&tag=a%3D2", "tag: says a twice: a run has one value of each tag"],
    ["tag=a%3D%00", "tag.a: must not hold control characters"],
    ["tags=a%3D1", "there is no tags"],
    ["where=main", "there is no where"],
  ])("refuses %s and says what would be right", async (parameters, words) => {
    const { built, asked } = serverOf();
    await using app = await built;
    const answer = await app.inject(`${rest}&${parameters}`);
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining(words)]);
    expect(asked()).toBe(0);
  });

  test("of what there is not is a 404", async () => {
    const get = () => Promise.reject(new SubjectNotFound("modelId", modelId));
    await using app = await buildServer(servicesOfTest({ stats: { get } }));
    const answer = await app.inject(narrowed);
    expect([answer.statusCode, answer.json().message]).toEqual([404, `modelId: no model ${modelId} here`]);
  });
});
