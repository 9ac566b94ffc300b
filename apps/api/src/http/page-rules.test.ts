import type { FastifyInstance } from "fastify";
import { describe, expect, test } from "vitest";
import { admissionOf } from "../access-env.ts";
import { parseEnv } from "../env.ts";
import { buildServer } from "../server.ts";
import { servicesOfTest } from "../testing/services-of-test.ts";
import { directRule, hostRule } from "./host-rule.ts";
import { originRule } from "./origin-rule.ts";

/** A server with these settings, whose services answer nothing. */
async function serverWith(settings: Record<string, string> = {}): Promise<FastifyInstance> {
  const admission = admissionOf(parseEnv(settings));
  const { keysAsked, proxy } = admission;
  return buildServer({
    ...servicesOfTest({ names: { renamings: async () => [] } }),
    keysAsked,
    proxy,
    rules: [hostRule(admission), directRule(admission), originRule(admission)],
  });
}

const doors = ["/health/live", "/metrics", "/api/names/renamings", "/trpc/names.renamings", "/api/docs", "/"];
const open = { HOST: "0.0.0.0" };

describe("the Host", () => {
  test.each(["localhost", "localhost:4400", "LOCALHOST:1", "127.0.0.1:65535", "[::1]:4400"])(
    "on loopback may be %s",
    async (host) => {
      await using app = await serverWith();
      for (const url of doors)
        expect([url, (await app.inject({ url, headers: { host } })).statusCode]).not.toEqual([url, 421]);
    },
  );

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:4400",
    "127.0.0.2",
    "a@localhost",
  ])("on loopback may not be %s, at any door", async (host) => {
    await using app = await serverWith();
    for (const url of doors) {
      const answer = await app.inject({ url, headers: { host } });
      expect([url, answer.statusCode, answer.json().message]).toEqual([
        url,
        421,
        expect.stringContaining("ALLOWED_HOSTS"),
      ]);
    }
  });

  test("may be one that the settings name, and then keys are asked where it is not this computer's", async () => {
    await using app = await serverWith({ ALLOWED_HOSTS: "evalboard.example.com, Other.Example" });
    const ask = async (host: string, url: string) =>
      (await app.inject({ url, headers: { host } })).statusCode;
    expect(await ask("EvalBoard.example.com:8443", "/api/names/renamings")).toBe(401);
    expect(await ask("other.example", "/health/live")).toBe(200);
    expect(await ask("evil.example", "/api/names/renamings")).toBe(421);
    expect(await ask("10.0.0.7:4400", "/health/live")).toBe(200);
    await using local = await serverWith({ ALLOWED_HOSTS: "127.0.0.2" });
    expect(
      (await local.inject({ url: "/api/names/renamings", headers: { host: "127.0.0.2" } })).statusCode,
    ).toBe(200);
  });

  test("may be any where others reach the server by whatever name, and keys are asked", async () => {
    await using app = await serverWith(open);
    const answer = await app.inject({ url: "/api/names/renamings", headers: { host: "board.lan" } });
    expect(answer.statusCode).toBe(401);
  });
});

describe("the page that asks", () => {
  const ask = async (headers: Record<string, string>, method: "GET" | "POST" = "POST", settings = {}) => {
    await using app = await serverWith(settings);
    const url = method === "GET" ? "/api/names/renamings" : "/api/runs/judge";
    return (await app.inject({ method, url, headers, ...(method === "POST" && { payload: {} }) })).statusCode;
  };
  const host = "localhost:4400";

  test.each([
    [{ host, origin: "http://localhost:4400" }],
    [{ host: "localhost", origin: "http://localhost" }],
    [{ host: "localhost:80", origin: "http://localhost" }],
    [{ host: "localhost", origin: "https://localhost" }],
    [{ host, origin: "https://reports.example.com", "sec-fetch-site": "cross-site" }],
    [{ host, "sec-fetch-site": "same-origin" }],
    [{ host, "sec-fetch-site": "none" }],
    [{ host }],
  ])("may be %o", async (headers: Record<string, string>) => {
    const settings = { CORS_ORIGINS: "https://reports.example.com" };
    // What is sent is wrong, and so it came in.
    expect(await ask(headers, "POST", settings)).toBe(400);
    expect(await ask(headers, "GET", settings)).toBe(200);
  });

  test.each([
    "https://evil.example",
    "http://localhost:4401",
    "http://localhost",
    "http://localhost:4400.evil.example",
    "http://127.0.0.1:4400",
    "null",
    "http://localhost:4400/",
    "chrome-extension://abc",
  ])("may not be of %s, whatever it asks", async (origin) => {
    for (const method of ["GET", "POST"] as const) expect(await ask({ host, origin }, method)).toBe(403);
  });

  test.each([
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
  ])("may change nothing from elsewhere, by %s", async (type) => {
    await using app = await serverWith();
    for (const url of ["/trpc/runs.delete", "/trpc/session.signOut", "/api/runs", "/api/facts/rebuild"]) {
      const headers = { host, "sec-fetch-site": "cross-site", "content-type": type };
      const answer = await app.inject({ method: "POST", url, headers, payload: "--x--" });
      expect([url, answer.statusCode]).toEqual([url, 403]);
    }
  });
});

describe("a proxy", () => {
  const user = { "x-forwarded-user": "ada@example.com", host: "localhost" };
  const sso = { TRUSTED_PROXY: "10.0.0.0/8", TRUSTED_PROXY_USER_HEADER: "X-Forwarded-User" };
  const ask = async (
    settings: Record<string, string>,
    headers: Record<string, string>,
    remoteAddress?: string,
  ) => {
    await using app = await serverWith(settings);
    const answer = await app.inject({
      url: "/api/session",
      headers,
      ...(remoteAddress !== undefined && { remoteAddress }),
    });
    return [answer.statusCode, answer.json().caller?.name ?? answer.json().caller];
  };

  test("before a server that asks for no key lets nobody in", async () => {
    for (const name of ["x-forwarded-for", "x-forwarded-host", "forwarded"])
      expect((await ask({}, { host: "localhost", [name]: "10.0.0.1" }))[0]).toBe(403);
  });

  test("names its user, where it is the one that is trusted", async () => {
    expect(await ask(sso, user, "10.1.2.3")).toEqual([200, "ada@example.com"]);
    expect(await ask(sso, user, "::ffff:10.1.2.3")).toEqual([200, "ada@example.com"]);
    expect(await ask(sso, user, "11.1.2.3")).toEqual([200, null]);
    expect(await ask({ TRUSTED_PROXY: "10.0.0.0/8" }, user, "10.1.2.3")).toEqual([200, null]);
    expect(await ask(sso, { ...user, "x-forwarded-user": "a\u0001b" }, "10.1.2.3")).toEqual([200, null]);
  });

  test("gives its users the scopes that are set, and no others", async () => {
    for (const [scopes, rebuild] of [
      ["read,ingest", 403],
      ["admin", 500],
    ] as const) {
      await using app = await serverWith({ ...sso, TRUSTED_PROXY_SCOPES: scopes });
      const request = { remoteAddress: "10.1.2.3", headers: user };
      expect((await app.inject({ ...request, url: "/api/names/renamings" })).statusCode).toBe(200);
      const built = await app.inject({ ...request, method: "POST", url: "/api/facts/rebuild", payload: {} });
      expect(built.statusCode).toBe(rebuild);
    }
  });

  test("is taken at its word for the host, and nobody else is", async () => {
    const settings = { ...sso, ALLOWED_HOSTS: "evalboard.example.com" };
    const forwarded = { ...user, host: "10.0.0.1:4400", "x-forwarded-host": "evalboard.example.com" };
    expect((await ask(settings, forwarded, "10.1.2.3"))[0]).toBe(200);
    expect((await ask(settings, forwarded, "11.1.2.3"))[0]).toBe(421);
  });
});

test.each([
  ["EVALBOARD_ADMIN_KEY", "short", "random characters"],
  ["EVALBOARD_ADMIN_KEY", "a".repeat(40), "random characters"],
  ["ALLOWED_HOSTS", "https://a.example", "without scheme"],
  ["ALLOWED_HOSTS", "a.example:80", "without scheme"],
  ["TRUSTED_PROXY", "10.0.0.0/33", "networks"],
  ["TRUSTED_PROXY", "proxy.example", "networks"],
  ["TRUSTED_PROXY_USER_HEADER", "cookie", "another header"],
  ["TRUSTED_PROXY_USER_HEADER", "x-forwarded-user", "must be set beside"],
  ["TRUSTED_PROXY_SCOPES", "read,write", "expected one of"],
  ["REQUIRE_KEY", "yes", "true or false"],
])(
  "the setting %s=%s is refused in words, which do not say it where it is a secret",
  (name, value, words) => {
    const parse = () => parseEnv({ [name]: value });
    expect(parse).toThrow(words);
    if (name === "EVALBOARD_ADMIN_KEY") expect(parse).not.toThrow(value);
  },
);
