import { createAccess, type Access } from "@evalboard/access";
import type { Scope } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { listOperations, type Operation } from "@evalboard/router";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "./server.ts";
import { servicesOfTest } from "./testing/services-of-test.ts";

const by = { kind: "local", name: "test", keyId: null };

/** What a key that is bound to a label gets of what needs `read` or `ingest`; the rest is refused or none of its scopes'. */
const forBound = new Set([
  "runs.record.start",
  "runs.record.addResults",
  "runs.record.complete",
  "runs.record.fail",
  "runs.record.compare",
  "runs.list",
  "runs.get",
  "runs.revisions",
  "runs.results",
  "runs.result",
  "runs.scoreHistogram",
  "runs.compare",
  "runs.comparedItems",
  "runs.compareGroups",
  "runs.judge",
  "runs.differingTags",
  "runs.catalogue",
  "runs.messages",
  "items.known",
  "stats.get",
  "stats.latencyByModel",
  "demo.status",
]);

const kinds = ["none", "read", "ingest", "admin", "expired", "revoked", "unknown", "bound"] as const;
type Kind = (typeof kinds)[number];

const granted: Readonly<Record<Kind, readonly Scope[]>> = {
  none: [],
  expired: [],
  revoked: [],
  unknown: [],
  read: ["read"],
  ingest: ["ingest"],
  admin: ["read", "ingest", "admin"],
  bound: ["read", "ingest"],
};

const id = "019ab000-0000-7000-8000-000000000001";
const start = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name it." },
};

/** An input that is right, of each procedure that a bound key is told apart by no earlier than in its service. */
const inputs: Readonly<Record<string, unknown>> = {
  "runs.catalogue": {},
  "runs.messages": { runId: id, kind: "error" },
  "items.history": { datasetId: id, itemKey: "a" },
  "items.list": { datasetId: id, period: "7d" },
  "items.versions": { datasetId: id },
  "items.known": { dataset: "capitals", itemKeys: ["a"] },
  "names.preview": { kind: "model", id, name: "gpt" },
  "views.save": { name: "nightly", address: "/" },
  "views.rename": { viewId: id, name: "nightly" },
  "views.remove": { viewId: id },
  "stats.get": "7d",
  "stats.latencyByModel": "7d",
  "stats.model": { modelId: id, period: "7d" },
  "stats.dataset": { datasetId: id, period: "7d" },
  "stats.prompt": { promptId: id, period: "7d" },
  "stats.matrix": "7d",
  "runs.record.start": start,
  "runs.record.compare": { start },
};

describe("every procedure, by every kind of key", () => {
  const operations = listOperations();
  const secrets = new Map<Kind, string>();
  let orm: Orm;
  let access: Access;
  let app: FastifyInstance;
  let nowMs = Date.UTC(2026, 0, 31);

  beforeAll(async () => {
    orm = await createTestOrm("pglite");
    access = createAccess({ orm, keysAsked: true, now: () => new Date(nowMs) });
    app = await buildServer(servicesOfTest({ access, keysAsked: true }));
    const make = async (kind: Kind, scopes: Scope[], told: { label?: string; expiresAt?: string } = {}) => {
      const { key, secret } = await access.keys.create({ name: kind, scopes, ...told }, by);
      secrets.set(kind, secret);
      return key.id;
    };
    for (const scope of ["read", "ingest", "admin"] as const) await make(scope, [scope]);
    await make("bound", ["read", "ingest"], { label: "team-a" });
    await make("expired", ["read", "ingest", "admin"], { expiresAt: new Date(nowMs + 1).toISOString() });
    const revoked = await make("revoked", ["read", "ingest", "admin"]);
    await access.keys.revoke({ keyId: revoked }, by);
    secrets.set("unknown", `evb_aaaaaaaa_${"a".repeat(43)}`);
    nowMs += 1;
  });
  afterAll(async () => {
    await app.close();
    await orm.close();
  });

  // Failures of strangers are counted: each request comes from an address of its own.
  let asked = 0;
  const call = async (kind: Kind, url: string, method: "GET" | "POST", payload?: unknown) => {
    asked += 1;
    const secret = secrets.get(kind);
    return app.inject({
      method,
      url,
      remoteAddress: `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
      headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` },
      ...(payload !== undefined && { payload: payload as object }),
    });
  };
  const callProcedure = ({ name, type }: Operation, kind: Kind) => {
    const input = JSON.stringify(inputs[name] ?? {});
    return type === "query"
      ? call(kind, `/trpc/${name}?input=${encodeURIComponent(input)}`, "GET")
      : call(kind, `/trpc/${name}`, "POST", inputs[name] ?? {});
  };
  const expected = ({ name, access: rule }: Operation, kind: Kind): 401 | 403 | undefined => {
    if (rule === "open") return undefined;
    if (granted[kind].length === 0) return 401;
    if (!granted[kind].includes(rule)) return 403;
    return kind === "bound" && !forBound.has(name) ? 403 : undefined;
  };

  test.each(kinds)("over tRPC, with a key that is %s", async (kind) => {
    for (const operation of operations) {
      const answer = await callProcedure(operation, kind);
      const status = [401, 403].includes(answer.statusCode) ? answer.statusCode : undefined;
      // A sign-in by a wrong input never gets so far.
      expect([operation.name, status]).toEqual([operation.name, expected(operation, kind)]);
      if (status === 403) {
        const { message } = answer.json().error;
        expect([operation.name, message]).toEqual([
          operation.name,
          expect.stringMatching(/needs the scope (read|ingest|admin)|is bound to a label or tags/),
        ]);
      }
    }
  });

  test.each(kinds)("over REST, with a key that is %s", async (kind) => {
    for (const operation of operations.filter(({ name }) => name !== "session.signIn")) {
      const url = `/api${operation.path.replaceAll(/\{\w+\}/g, id)}`;
      const method = operation.method as "GET";
      const answer = await call(kind, url, method, ["GET", "DELETE"].includes(method) ? undefined : {});
      const isRefused = [401, 403].includes(answer.statusCode);
      const scopesLack =
        granted[kind].length > 0 && operation.access !== "open" && !granted[kind].includes(operation.access);
      if (granted[kind].length === 0 && operation.access !== "open") {
        expect([operation.name, answer.statusCode]).toEqual([operation.name, 401]);
        expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
      } else if (scopesLack && answer.statusCode !== 400) {
        expect([operation.name, answer.statusCode]).toEqual([operation.name, 403]);
      } else if (kind !== "bound") {
        expect([operation.name, isRefused]).toEqual([operation.name, false]);
      }
    }
  });

  test("each call of a batch is asked for by itself", async () => {
    const url = `/trpc/session.get,runs.list,keys.list?batch=1&input=${encodeURIComponent('{"1":{}}')}`;
    const answer = await call("ingest", url, "GET");
    const told = answer.json<{ error?: { message: string } }[]>().map(({ error }) => error?.message);
    expect(told).toEqual([
      undefined,
      'runs.list needs the scope read; "ingest" has ingest',
      'keys.list needs the scope admin; "ingest" has ingest',
    ]);
  });

  test("the server's own doors are open where they hold no data, and else want who may read all", async () => {
    const doors = ["/health/live", "/health/ready", "/api/docs", "/api/openapi.json", "/nothing"];
    for (const url of doors) {
      const { statusCode } = await call("none", url, "GET");
      expect([url, statusCode]).toEqual([url, url === "/nothing" ? 404 : 200]);
    }
    const statuses = await Promise.all(
      kinds.map(async (kind) => [kind, (await call(kind, "/metrics", "GET")).statusCode]),
    );
    expect(Object.fromEntries(statuses)).toMatchObject({ none: 401, revoked: 401, ingest: 403, bound: 403 });
    for (const url of [
      "/api/runs/stats?period=7d",
      "/api/runs/stats/?period=7d",
      "/trpc/st%61ts.get?input=%227d%22",
    ])
      for (const kind of ["none", "expired", "revoked", "unknown"] as const)
        expect([url, kind, (await call(kind, url, "GET")).statusCode]).toEqual([url, kind, 401]);
    expect((await call("ingest", "/api/runs/stats?period=7d", "GET")).statusCode).toBe(403);
  });
});
