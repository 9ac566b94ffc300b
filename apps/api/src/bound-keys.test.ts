import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "./server.ts";
import { createServices } from "./services.ts";
import { createTelemetry } from "./telemetry/telemetry.ts";

const by = { kind: "local", name: "test", keyId: null };

let orm: Orm;
let app: FastifyInstance;
const secrets: Record<string, string> = {};
const runs: Record<string, string> = {};

beforeAll(async () => {
  orm = await createTestOrm("pglite");
  const log = pino({ level: "silent" });
  const telemetry = createTelemetry();
  const services = createServices({ orm, timeZone: "UTC", log, telemetry, keysAsked: true });
  const health = {
    isPrepared: () => true,
    isReady: async () => true,
    isOutage: () => false,
    isLost: () => false,
  };
  app = await buildServer({ ...services, keysAsked: true, health, log, telemetry });
  const make = async (name: string, told: { label?: string; tags?: Record<string, string> }) => {
    const { secret } = await services.access.keys.create({ name, scopes: ["read", "ingest"], ...told }, by);
    secrets[name] = secret;
  };
  await make("a", { label: "team-a", tags: { team: "a" } });
  await make("b", { tags: { team: "b" } });
  const admin = await services.access.keys.create({ name: "ops", scopes: ["admin"] }, by);
  secrets["ops"] = admin.secret;
  for (const name of ["a", "b"]) runs[name] = await record(name, `${name}-1`);
});
afterAll(async () => {
  await app.close();
  await orm.close();
});

/** What the answers hold that these tests look at. */
interface Body {
  readonly message: string;
  readonly runId: string;
  readonly id: string;
  readonly results: unknown;
  readonly models: readonly { readonly id: string }[];
  readonly entries: readonly { actor: { name: string }; action: string; subject: string | null }[];
  readonly [field: string]: unknown;
}

const ask = async (who: string, request: string, payload?: object) => {
  const [method = "", url = ""] = request.split(" ");
  const answer = await app.inject({
    method: method as "GET",
    url: `/api${url}`,
    headers: { authorization: `Bearer ${secrets[who]}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json<Body>() };
};

const start = (externalId: string, told: object = {}) => ({
  externalId,
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name it." },
  ...told,
});

async function record(who: string, externalId: string): Promise<string> {
  const { body } = await ask(who, "POST /runs", start(externalId));
  const results = [{ itemKey: `${who}-item`, score: 1 }];
  expect((await ask(who, `POST /runs/${body["runId"]}/results`, { results })).status).toBe(200);
  expect((await ask(who, `POST /runs/${body["runId"]}/complete`, {})).status).toBe(200);
  return body["runId"];
}

test("what it records has its label and tags, and what says others is refused by its field", async () => {
  const { body } = await ask("a", `GET /runs/${runs["a"]}`);
  expect([body["label"], body["tags"]]).toEqual(["team-a", { team: "a" }]);
  for (const [told, words] of [
    [{ label: "team-b" }, 'label: must be "team-a" or left out'],
    [{ tags: { team: "b" } }, 'tags.team: must be "a" or left out'],
  ] as const) {
    const refused = await ask("a", "POST /runs", start("a-2", told));
    expect([refused.status, refused.body["message"]]).toEqual([403, expect.stringContaining(words)]);
  }
  const more = await ask(
    "b",
    "POST /runs",
    start("b-2", { label: "nightly", tags: { team: "b", seed: "7" } }),
  );
  const { body: own } = await ask("b", `GET /runs/${more.body["runId"]}`);
  expect([own["label"], own["tags"]]).toEqual(["nightly", { team: "b", seed: "7" }]);
});

test("a run of others is not there, as one that never was", async () => {
  const none = "019ab000-0000-7000-8000-000000000001";
  const requests: [string, object?][] = [
    ["GET /runs/:id"],
    ["GET /runs/:id/results"],
    ["GET /runs/:id/results/1"],
    ["GET /runs/:id/revisions"],
    ["GET /runs/:id/score-histogram"],
    ["GET /runs/messages?kind=error&runId=:id"],
    ["POST /runs/:id/results", { results: [{ itemKey: "x", score: 0 }] }],
    ["POST /runs/:id/complete", {}],
    ["POST /runs/:id/fail", { error: "broke" }],
  ];
  for (const [request, payload] of requests) {
    const [others, nobody] = await Promise.all(
      [runs["b"]!, none].map(async (id) => {
        const { status, body } = await ask("a", request.replace(":id", id), payload);
        return [request, status, body.message.replace(id, "it")];
      }),
    );
    expect(others).toEqual(nobody);
    expect(others![1]).toBe(404);
  }
  expect((await ask("b", `GET /runs/${runs["b"]}`)).body["results"]).toBe(1);
});

test("an external id of others is taken, without a word of their run, and none of it is replaced", async () => {
  for (const told of [{}, { replace: true }]) {
    const { status, body } = await ask("a", "POST /runs", start("b-1", told));
    expect([status, body["message"]]).toEqual([409, expect.stringContaining("is taken by a run of others")]);
    expect(JSON.stringify(body)).not.toContain(runs["b"]);
  }
  const compared = await ask("a", "POST /runs/compare-recorded", { start: start("b-1") });
  expect([compared.status, compared.body["message"]]).toEqual([
    404,
    expect.stringContaining("no run is called"),
  ]);
  const { body } = await ask("b", `GET /runs/${runs["b"]}`);
  expect([body["status"], body["tags"], body["revisions"]]).toEqual(["completed", { team: "b" }, 0]);
});

test("lists, boards, comparisons and items are of its own runs", async () => {
  const { body: list } = await ask("a", "GET /runs");
  expect(list["runs"]).toEqual([expect.objectContaining({ id: runs["a"] })]);
  expect((await ask("a", "GET /runs?label=team-b")).status).toBe(403);
  const { body: board } = await ask("a", "GET /runs/stats?period=7d");
  expect(board["where"]).toEqual({ label: "team-a", tags: { team: "a" } });
  expect(board["summary"]).toMatchObject({ runs: 1 });
  const trpc = await app.inject({
    url: `/trpc/stats.get?input=${encodeURIComponent('"7d"')}`,
    headers: { authorization: `Bearer ${secrets["a"]}` },
  });
  expect(trpc.json().result.data.where).toEqual(board["where"]);
  const sides = `baseline.runId=${runs["b"]}&candidate.runId=${runs["a"]}`;
  const compared = await ask("a", `GET /runs/compare?${sides}`);
  expect([compared.status, JSON.stringify(compared.body)]).not.toEqual([200, expect.anything()]);
  const known = async (who: string) =>
    (await ask(who, "POST /items/known", { dataset: "capitals", itemKeys: ["a-item", "b-item"] })).body;
  expect(await known("a")).toMatchObject({ exists: true, runs: 1, known: 1 });
  expect(await known("ops")).toMatchObject({ exists: true, runs: 2, known: 2 });
});

test("who deletes, describes, renames and replaces is in the audit log", async () => {
  await ask("ops", `PATCH /runs/${runs["b"]}`, { label: "main", tags: { seed: "1" } });
  const replaced = await ask("b", "POST /runs", start("b-1", { replace: true }));
  await ask("ops", `DELETE /runs/${replaced.body["runId"]}?externalId=b-1`);
  const { body: board } = await ask("ops", "GET /catalogue");
  const [model] = board.models;
  const renamed = await ask("ops", "POST /names/renamings", { kind: "model", id: model!.id, name: "gpt-4" });
  await ask("ops", `DELETE /names/renamings/${renamed.body["id"]}`);
  await ask("ops", "PUT /names/metrics", { name: "f1", higherIsBetter: true });
  await ask("ops", "POST /facts/rebuild", {});
  const { body: audit } = await ask("ops", "GET /audit");
  const told = audit.entries.map((entry) => [entry.actor.name, entry.action, entry.subject]);
  expect(told.slice(0, 7)).toEqual([
    ["ops", "facts.rebuilt", null],
    ["ops", "metric.described", "f1"],
    ["ops", "model.renaming-undone", expect.stringContaining("gpt-4")],
    ["ops", "model.renamed", "openai/gpt-4o"],
    ["ops", "run.deleted", "b-1"],
    ["b", "run.replaced", "b-1"],
    ["ops", "run.described", "b-1"],
  ]);
});

test("what there is to choose from is of its own runs, and so is the first of them", async () => {
  const old = {
    externalId: "b-old",
    model: { provider: "anthropic", name: "claude" },
    dataset: { name: "rivers" },
    prompt: { name: "rivers", text: "Name it." },
    label: "other",
    startedAt: "2026-01-01T09:00:00Z",
  };
  const started = await ask("b", "POST /runs", old);
  expect([started.status, started.body["message"]]).toEqual([200, undefined]);
  const { runId } = started.body;
  await ask("b", `POST /runs/${runId}/results`, { results: [{ itemKey: "a", score: 1 }] });
  const completed = await ask("b", `POST /runs/${runId}/complete`, { completedAt: "2026-01-01T10:00:00Z" });
  expect([completed.status, completed.body["message"]]).toEqual([200, undefined]);
  const namesOf = async (who: string, search = "") => {
    const { body } = await ask(who, `GET /catalogue${search}`);
    const named = body as unknown as Record<string, readonly { name: string }[]>;
    const names = ["models", "datasets", "prompts", "tags"].map((kind) =>
      named[kind]!.map(({ name }) => name),
    );
    return [...names, named["labels"]];
  };
  const ofA = [["gpt-4o"], ["capitals"], ["capitals"], ["team"], [{ label: "team-a", runs: 1 }]];
  expect(await namesOf("a")).toEqual(ofA);
  expect(await namesOf("a", "?text=claude")).toEqual([[], [], [], [], []]);
  expect((await namesOf("ops")).slice(0, 2)).toEqual([
    expect.arrayContaining(["claude"]),
    expect.arrayContaining(["capitals", "rivers"]),
  ]);

  const first = async (who: string) => {
    const headers = { authorization: `Bearer ${secrets[who]}` };
    const asked = ["/api/runs/stats?period=all", `/trpc/stats.get?input=${encodeURIComponent('"all"')}`];
    const answers = await Promise.all(asked.map((url) => app.inject({ url, headers })));
    const [rest, trpc] = answers.map((answer) => answer.json());
    expect(trpc.result.data.firstCompletedAt).toBe(rest.firstCompletedAt);
    return [rest.firstCompletedAt, rest.window.from < "2026-02"];
  };
  const [ofOthers, begins] = await first("b");
  expect([ofOthers, begins]).toEqual(["2026-01-01T10:00:00.000Z", true]);
  expect(await first("ops")).toEqual([ofOthers, true]);
  const [own, beginsEarly] = await first("a");
  expect([own > "2026-02", beginsEarly]).toEqual([true, false]);
});
