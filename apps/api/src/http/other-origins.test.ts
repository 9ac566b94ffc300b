import { type StatsQuery } from "@evalboard/contract";
import { reportWith } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { buildServer } from "../server.ts";
import { servicesOfTest } from "../testing/services-of-test.ts";
import type { Rule } from "./admission.ts";

const ours = "https://reports.example.com";
const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
const addresses = [
  "/api/runs/stats?period=7d",
  `/trpc/stats.get?input=${ask("7d")}`,
  `/trpc/stats.get?batch=1&input=${ask({ 0: "7d" })}`,
  `/trpc/names.renamings`,
  "/api/names/renamings",
  "/health/live",
];

function serverOf(corsOrigins: readonly string[] | undefined, rules: readonly Rule[] = []) {
  const get = async (query: StatsQuery) =>
    reportWith({ period: typeof query === "string" ? query : query.period });
  const services = servicesOfTest({ stats: { get }, names: { renamings: async () => [] } });
  return buildServer({ ...services, corsOrigins, rules });
}

const preflight = (origin: string, method = "POST") => ({
  method: "OPTIONS" as const,
  headers: {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": "content-type",
  },
});

describe("a page of an origin that is named", () => {
  test.each(addresses)("is let in after it asked, and reads the answer: %s", async (url) => {
    await using app = await serverOf([ours, "https://other.example"]);
    const asked = await app.inject({ ...preflight(ours), url });
    expect([asked.statusCode, asked.body]).toEqual([204, ""]);
    expect(asked.headers).toMatchObject({
      "access-control-allow-origin": ours,
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers":
        "authorization, content-type, if-none-match, trpc-accept, x-trpc-source",
      "access-control-max-age": "7200",
      vary: expect.stringMatching(/origin/i),
    });
    expect(asked.headers["access-control-allow-credentials"]).toBeUndefined();
    for (let ready = 0; ready < 2; ready++) {
      const answer = await app.inject({ url, headers: { origin: ours } });
      expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([200, ours]);
      expect(answer.headers["access-control-expose-headers"]).toBe("etag, retry-after, x-request-id");
      expect(String(answer.headers.vary)).toMatch(/\borigin\b/i);
      const { etag } = answer.headers;
      if (etag === undefined) continue;
      expect(String(answer.headers.vary)).toContain("accept-encoding");
      const same = await app.inject({ url, headers: { origin: ours, "if-none-match": etag } });
      expect([same.statusCode, same.headers["access-control-allow-origin"]]).toEqual([304, ours]);
      expect(String(same.headers.vary)).toMatch(/\borigin\b/i);
    }
  });

  test.each([
    ["GET", "/api/nothing", 404],
    ["GET", "/api/runs?limit=x", 400],
    ["GET", "/api/runs", 500],
    ["GET", "/trpc/runs.list?input=%7B", 400],
    ["POST", "/api/runs", 415],
  ] as const)("reads what is wrong too: %s %s", async (method, url, status) => {
    await using app = await serverOf([ours]);
    const answer = await app.inject({ method, url, headers: { origin: ours } });
    expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([status, ours]);
    expect(String(answer.headers.vary)).toMatch(/\borigin\b/i);
  });

  test("may ask first without a key, and reads that it needs one", async () => {
    const refusal = { statusCode: 401, message: "Send a key" };
    await using app = await serverOf(
      [ours],
      [({ headers }) => (headers.authorization ? undefined : refusal)],
    );
    const url = "/api/names/renamings";
    expect((await app.inject({ ...preflight(ours, "GET"), url })).statusCode).toBe(204);
    const refused = await app.inject({ url, headers: { origin: ours } });
    expect([refused.statusCode, refused.headers["access-control-allow-origin"]]).toEqual([401, ours]);
    const asked = await app.inject({ url, headers: { origin: ours, authorization: "Bearer x" } });
    expect([asked.statusCode, asked.json()]).toEqual([200, []]);
  });
});

describe("a page of another origin", () => {
  test.each([
    ["nobody is named", undefined],
    ["others are", [ours]],
    ["one is that begins alike", ["https://reports.example.com.evil.example", "https://evil.example:8443"]],
  ])("is told nothing where %s", async (_, named) => {
    await using app = await serverOf(named);
    for (const origin of ["https://evil.example", "null", "https://reports.example.co"]) {
      for (const url of [...addresses, "/api/nothing"]) {
        const asked = await app.inject({ ...preflight(origin), url });
        expect([url, asked.statusCode >= 400]).toEqual([url, true]);
        const answer = await app.inject({ url, headers: { origin } });
        for (const { headers } of [asked, answer]) {
          expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
        }
        if (named) expect(String(answer.headers.vary)).toMatch(/\borigin\b/i);
      }
    }
  });

  test("asks in vain at a door that admission keeps shut", async () => {
    await using app = await serverOf([ours], [() => ({ statusCode: 401, message: "Send a key" })]);
    const asked = await app.inject({ ...preflight("https://evil.example"), url: "/api/runs" });
    expect(asked.statusCode).toBe(401);
  });
});

describe("a frame", () => {
  const policyOf = async (embedOrigins?: readonly string[]) => {
    await using app = await buildServer({ ...servicesOfTest({}), embedOrigins });
    const { headers } = await app.inject("/health/live");
    return [headers["content-security-policy"], headers["x-frame-options"]];
  };

  test("may show the board in no page but those of the origins that are named", async () => {
    const [policy, older] = await policyOf();
    expect([policy, older]).toEqual([expect.stringMatching(/frame-ancestors 'none'$/), "DENY"]);
    const [named, none] = await policyOf([ours, "http://localhost:3000"]);
    expect([named, none]).toEqual([
      expect.stringMatching(/;frame-ancestors https:\/\/reports\.example\.com http:\/\/localhost:3000$/),
      undefined,
    ]);
  });
});
