import { listOperations } from "@evalboard/router";
import { NotFound } from "@evalboard/runs";
import { expect, test } from "vitest";
import { buildServer } from "../../server.ts";
import { Outage, servicesOfTest } from "../../testing/services-of-test.ts";

const id = "019ab000-0000-7000-8000-000000000001";
const otherId = "019ab000-0000-7000-8000-000000000002";

/** A server whose services note what they are asked, and find nothing. */
function serverOf() {
  const asked: [name: string, input: unknown][] = [];
  const noting = (part: string, methods: readonly string[]) =>
    Object.fromEntries(
      methods.map((method) => [
        method,
        async (input: unknown) => {
          asked.push([`${part}.${method}`, input]);
          throw new NotFound("nothing here");
        },
      ]),
    );
  const services = servicesOfTest({});
  const { runs, items, names, stats, facts, access, views, settings, demo } = services;
  const built = buildServer({
    ...services,
    runs: { ...runs, ...noting("runs", Object.keys(runs)) },
    items: { ...items, ...noting("items", Object.keys(items)) },
    names: { ...names, ...noting("names", Object.keys(names)) },
    stats: {
      ...stats,
      ...noting("stats", ["get", "latencyByModel", "model", "dataset", "prompt", "matrix"]),
    },
    facts: { ...facts, ...noting("facts", ["status", "rebuild", "verify"]) },
    views: { ...views, ...noting("views", Object.keys(views)) },
    demo: { ...demo, ...noting("demo", ["status", "load", "remove"]) },
    settings: { ...settings, ...noting("settings", Object.keys(settings)) },
    access: {
      ...access,
      keys: { ...access.keys, ...noting("keys", Object.keys(access.keys)) },
      audit: { ...access.audit, ...noting("audit", ["list"]) },
    },
  });
  return { built, asked };
}

const start = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name it." },
};
const started = { ...start, tags: {}, metrics: [] };
const page = { sort: "startedAt", order: "desc", limit: 50 };
const run = `/api/runs/${id}`;
const sides = `baseline.label=main&candidate.runId=${id}&candidate.tag=a%3Db&candidate.tag=c%3Dd`;
const groups = { baseline: { label: "main" }, candidate: { runId: id, tags: { a: "b", c: "d" } } };
const renaming = { kind: "model", id, name: "gpt" };
const renamed = `kind=model&id=${id}&name=gpt`;

const change = { difference: 0.1, pValue: 0.01, detectableChange: 0.05, sharedItems: 40 };

/** A request of each procedure, and what its service is asked then. */
const requests: readonly [
  procedure: string,
  request: string,
  body: unknown,
  asked: string,
  input: unknown,
][] = [
  ["stats.get", "GET /api/runs/stats?period=7d", null, "stats.get", "7d"],
  [
    "stats.get",
    "GET /api/runs/stats?period=2026-11-01/2026-11-14",
    null,
    "stats.get",
    "2026-11-01/2026-11-14",
  ],
  [
    "stats.latencyByModel",
    "GET /api/runs/stats/latency?period=7d&label=main",
    null,
    "stats.latencyByModel",
    { period: "7d", where: { label: "main" } },
  ],
  [
    "stats.model",
    `GET /api/models/${id}/stats?period=30d`,
    null,
    "stats.model",
    { modelId: id, period: "30d" },
  ],
  [
    "stats.dataset",
    `GET /api/datasets/${id}/stats?period=all`,
    null,
    "stats.dataset",
    { datasetId: id, period: "all" },
  ],
  [
    "stats.prompt",
    `GET /api/prompts/${id}/stats?period=24h`,
    null,
    "stats.prompt",
    { promptId: id, period: "24h" },
  ],
  ["stats.matrix", "GET /api/runs/stats/matrix?period=90d", null, "stats.matrix", "90d"],
  ["runs.record.start", "POST /api/runs", start, "runs.start", started],
  [
    "runs.record.addResults",
    `POST ${run}/results`,
    { results: [{ itemKey: "a", score: 1 }] },
    "runs.addResults",
    { runId: id, results: [expect.objectContaining({ itemKey: "a", score: 1, repeat: 1, metrics: {} })] },
  ],
  ["runs.record.complete", `POST ${run}/complete`, {}, "runs.complete", { runId: id }],
  [
    "runs.record.fail",
    `POST ${run}/fail`,
    { error: "out of money" },
    "runs.fail",
    { runId: id, error: "out of money" },
  ],
  [
    "runs.record.compare",
    "POST /api/runs/compare-recorded",
    { start },
    "runs.compareRecorded",
    { start: started, results: [] },
  ],
  ["runs.list", "GET /api/runs", null, "runs.list", page],
  [
    "runs.list",
    `GET /api/runs/?limit=5&limited=false&minScore=0.5&status=completed&tag=team%3Dsearch&startedFrom=2026-01-31T09:00:00Z&sort=costUsd`,
    null,
    "runs.list",
    {
      ...page,
      limit: 5,
      limited: false,
      minScore: 0.5,
      status: "completed",
      tags: { team: "search" },
      startedFrom: "2026-01-31T09:00:00.000Z",
      sort: "costUsd",
    },
  ],
  ["runs.get", `GET ${run}`, null, "runs.get", { runId: id }],
  ["runs.revisions", `GET ${run}/revisions`, null, "runs.revisions", { runId: id }],
  [
    "runs.results",
    `GET ${run}/results?metric.name=rouge&metric.min=-0.5&metric.max=1e3&whole=true&passed=true`,
    null,
    "runs.results",
    {
      runId: id,
      metric: { name: "rouge", min: -0.5, max: 1000 },
      whole: true,
      passed: true,
      sort: "position",
      order: "asc",
      limit: 100,
    },
  ],
  ["runs.result", `GET ${run}/results/3`, null, "runs.result", { runId: id, position: 3 }],
  ["runs.scoreHistogram", `GET ${run}/score-histogram`, null, "runs.scoreHistogram", { runId: id }],
  ["runs.compare", `GET /api/runs/compare?${sides}`, null, "runs.compare", groups],
  [
    "runs.compareGroups",
    "POST /api/runs/compare/groups",
    { groups: [{ runId: id }, { label: "main" }] },
    "runs.compareGroups",
    { groups: [{ runId: id }, { label: "main" }] },
  ],
  ["runs.judge", "POST /api/runs/judge", { changes: [change] }, "runs.judge", { changes: [change] }],
  [
    "runs.comparedItems",
    `GET /api/runs/compare/items?${sides}&limit=3`,
    null,
    "runs.comparedItems",
    { ...groups, change: "flipped", limit: 3 },
  ],
  ["runs.catalogue", "GET /api/catalogue?text=gpt", null, "runs.catalogue", { text: "gpt", limit: 100 }],
  [
    "runs.differingTags",
    "GET /api/runs/differing-tags?label=main",
    null,
    "runs.differingTags",
    { label: "main" },
  ],
  [
    "runs.messages",
    `GET /api/runs/messages?kind=error&runId=${id}`,
    null,
    "items.messages",
    { kind: "error", runId: id, limit: 20 },
  ],
  [
    "runs.describe",
    `PATCH ${run}`,
    { label: null, tags: { a: null } },
    "runs.describe",
    { runId: id, label: null, tags: { a: null } },
  ],
  [
    "runs.prune",
    "POST /api/runs/prune",
    { completedBefore: "2026-01-01T00:00:00.000Z", dataset: "capitals" },
    "runs.prune",
    { completedBefore: "2026-01-01T00:00:00.000Z", dataset: "capitals", dryRun: false },
  ],
  ["runs.delete", `DELETE ${run}?externalId=a%2Fb`, null, "runs.delete", { runId: id, externalId: "a/b" }],
  [
    "items.history",
    `GET /api/datasets/${id}/items/history?itemKey=..%2F%2e%2e`,
    null,
    "items.history",
    { datasetId: id, itemKey: "../.." },
  ],
  [
    "items.list",
    `GET /api/datasets/${id}/items?period=7d`,
    null,
    "items.list",
    { datasetId: id, period: "7d", sort: "hardest", limit: 10 },
  ],
  ["items.versions", `GET /api/datasets/${id}/versions`, null, "items.versions", { datasetId: id }],
  [
    "items.known",
    "POST /api/items/known",
    { dataset: "a", itemKeys: ["b"] },
    "items.known",
    { dataset: "a", itemKeys: ["b"] },
  ],
  ["names.preview", `GET /api/names/preview?${renamed}`, null, "names.preview", renaming],
  ["names.rename", "POST /api/names/renamings", renaming, "names.rename", renaming],
  ["names.undo", `DELETE /api/names/renamings/${id}`, null, "names.undo", { renamingId: id }],
  ["names.renamings", "GET /api/names/renamings", null, "names.renamings", undefined],
  ["names.likelySame", "GET /api/names/likely-same", null, "names.likelySame", undefined],
  [
    "names.describeMetric",
    "PUT /api/names/metrics",
    { name: "rouge", higherIsBetter: true },
    "names.describeMetric",
    { name: "rouge", higherIsBetter: true },
  ],
  ["facts.status", "GET /api/facts", null, "facts.status", undefined],
  ["facts.rebuild", "POST /api/facts/rebuild", {}, "facts.rebuild", undefined],
  ["facts.verify", "POST /api/facts/verify", {}, "facts.verify", undefined],
  ["keys.list", "GET /api/keys", null, "keys.list", undefined],
  [
    "keys.create",
    "POST /api/keys",
    { name: "ci", scopes: ["ingest"], label: "main" },
    "keys.create",
    { name: "ci", scopes: ["ingest"], label: "main" },
  ],
  ["keys.revoke", `DELETE /api/keys/${id}`, null, "keys.revoke", { keyId: id }],
  ["views.list", "GET /api/views", null, "views.list", undefined],
  [
    "views.save",
    "POST /api/views",
    { name: "nightly", address: "/?label=nightly" },
    "views.save",
    { name: "nightly", address: "/?label=nightly" },
  ],
  ["views.rename", `PATCH /api/views/${id}`, { name: "b" }, "views.rename", { viewId: id, name: "b" }],
  ["views.remove", `DELETE /api/views/${id}`, null, "views.remove", { viewId: id }],
  ["demo.status", "GET /api/demo", null, "demo.status", undefined],
  ["demo.load", "POST /api/demo", {}, "demo.load", undefined],
  ["demo.remove", "DELETE /api/demo", null, "demo.remove", undefined],
  ["settings.get", "GET /api/settings", null, "settings.get", undefined],
  ["settings.change", "PATCH /api/settings", { passMark: 0.7 }, "settings.change", { passMark: 0.7 }],
  ["settings.testWebhook", "POST /api/settings/webhook/test", {}, "settings.testWebhook", undefined],
  ["audit.list", `GET /api/audit?limit=5&cursor=${id}`, null, "audit.list", { limit: 5, cursor: id }],
];

test("every procedure is a resource, and its service is asked what its address and body say", async () => {
  const { built, asked } = serverOf();
  await using app = await built;
  for (const [procedure, request, body, service, input] of requests) {
    asked.length = 0;
    const answer = await app.inject(injected(request, body));
    expect([procedure, asked]).toEqual([procedure, [[service, input]]]);
    expect([procedure, answer.statusCode, answer.json()]).toEqual([
      procedure,
      404,
      { error: "Not Found", message: "nothing here", requestId: answer.headers["x-request-id"] },
    ]);
  }
  const covered = new Set(requests.map(([procedure]) => procedure));
  // What asks who asks is answered by the request itself: session.test.ts.
  const others = listOperations().filter(({ name }) => !covered.has(name) && !name.startsWith("session."));
  expect(others).toEqual([]);
});

function injected(request: string, body: unknown) {
  const [method, url] = request.split(" ") as ["GET", string];
  return body === null ? { method, url } : { method, url, payload: body as object };
}

test.each([
  ["GET /api/runs?limit=5000", 400, "limit: Too big: expected number to be <="],
  ["GET /api/runs?limit=", 400, "limit: Invalid input: expected number, received string"],
  ["GET /api/runs?limit=5&limit=6", 400, "limit: Invalid input: expected number, received array"],
  ["GET /api/runs?limited=yes", 400, 'limited: Invalid option: expected one of "true"|"false"'],
  ["GET /api/runs?days=5", 400, "there is no days; there are modelId, datasetId"],
  ["GET /api/runs?status=done", 400, "status: Invalid option: expected one of"],
  ["GET /api/runs?tag=a", 400, "tag: must be NAME=VALUE, such as tag=temperature%3D0.2"],
  ["GET /api/runs?startedFrom=yesterday", 400, "startedFrom: must be an ISO 8601 date-time with a zone"],
  ["GET /api/runs/stats?period=5d", 400, "period: Invalid option"],
  ["GET /api/runs/stats/matrix", 400, "period: Invalid option"],
  ["GET /api/facts?x=1", 400, "there is no x; there are none here"],
  ["GET /api/runs/nightly-1", 400, "runId: Invalid UUID"],
  [`GET ${run}?runId=${otherId}`, 400, "there is no runId; there are none here"],
  [`GET ${run}/results/first`, 400, "position: Invalid input: expected number, received string"],
  [`GET ${run}/results?metric.min=x&metric.name=a`, 400, "metric.min: Invalid input: expected number"],
  [`GET ${run}/results?metric.min=1`, 400, "metric.name: Invalid input: expected string, received undefined"],
  ["GET /api/runs/compare?candidate.runId=x", 400, "candidate.runId: Invalid UUID"],
  [`GET /api/runs/compare?candidate.runId=${id}`, 400, "baseline: Invalid input: expected object"],
  [
    `GET /api/runs/compare?candidate.runId=${id}&baseline.completedFrom=2026-01-31T09:00:00Z`,
    400,
    "baseline: must say",
  ],
  ["GET /api/runs/messages?kind=error", 400, "runId: must be said, or datasetId, and not both"],
  [`DELETE ${run}`, 400, "externalId: Invalid input: expected string, received undefined"],
])("%s is refused in words", async (request, status, words) => {
  const { built, asked } = serverOf();
  await using app = await built;
  const answer = await app.inject(injected(request, null));
  expect([answer.statusCode, answer.json().message]).toEqual([status, expect.stringContaining(words)]);
  expect([answer.headers["x-request-id"], asked]).toEqual([answer.json().requestId, []]);
});

const json = { "content-type": "application/json" };

test.each([
  ["POST /api/runs", json, '{"externalId":', 400, "JSON"],
  ["POST /api/runs", json, "", 400, "Body cannot be empty"],
  ["POST /api/runs", json, "[]", 400, "input: must be a JSON object"],
  ["POST /api/runs", json, '"a"', 400, "input: must be a JSON object"],
  ["POST /api/runs", json, "null", 400, "input: must be a JSON object"],
  ["POST /api/runs", json, "[".repeat(100_000), 400, "JSON"],
  ["POST /api/runs", json, '{"__proto__":{}}', 400, "JSON"],
  ["POST /api/runs", json, JSON.stringify({ ...start, model: undefined }), 400, "model: Invalid input"],
  ["POST /api/runs", json, JSON.stringify({ ...start, averageScore: 1 }), 400, "averageScore"],
  [
    `POST ${run}/results`,
    json,
    '{"results":[{"itemKey":"a","score":1.2}]}',
    400,
    "results[0].score: Too big",
  ],
  [
    `POST ${run}/complete`,
    json,
    `{"runId":"${otherId}"}`,
    400,
    "runId: must be left out: it stands in the address",
  ],
  [
    `POST ${run}/complete?completedAt=2026-01-31`,
    json,
    "{}",
    400,
    "there is no completedAt; there are none here",
  ],
  ["POST /api/facts/rebuild", {}, undefined, 415, "content-type: must be application/json"],
  ["POST /api/facts/rebuild", { "content-type": "text/plain" }, "{}", 415, "must be application/json"],
  [
    "POST /api/runs",
    { "content-type": "application/x-www-form-urlencoded" },
    "externalId=a",
    415,
    "must be application/json",
  ],
  ["PUT /api/runs", json, "{}", 404, "Nothing answers PUT at /api/runs; /api/docs lists what does"],
  ["POST /api/runs", { ...json, "content-length": "9000000" }, "{}", 413, "too large"],
])("%s with %o and %s is refused in words", async (request, headers, payload, status, words) => {
  const { built, asked } = serverOf();
  await using app = await built;
  const [method, url] = request.split(" ") as ["POST", string];
  const answer = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
  expect([answer.statusCode, answer.json().message]).toEqual([status, expect.stringContaining(words)]);
  expect(asked).toEqual([]);
});

test("nobody may keep an answer that is no board, a fault neither", async () => {
  const renamings = async () => [];
  await using app = await buildServer(servicesOfTest({ names: { renamings } }));
  const found = await app.inject("/api/names/renamings");
  expect([found.statusCode, found.json(), found.headers["cache-control"]]).toEqual([200, [], "no-store"]);
  const refused = await app.inject("/api/runs?limit=x");
  expect([refused.statusCode, refused.headers["cache-control"]]).toEqual([400, "no-store"]);
});

test("a fault of ours says an id alone, an answer that breaks the contract too, an outage when to come back", async () => {
  const secret = async () => {
    throw new Error("secret");
  };
  const wrong = async () => [{ secret: 1 }] as never;
  const away = async () => {
    throw new Outage("connect 10.0.0.7");
  };
  const names = { renamings: wrong, likelySame: away };
  await using app = await buildServer(servicesOfTest({ runs: { list: secret }, names }));
  for (const url of ["/api/runs", "/api/names/renamings"]) {
    const answer = await app.inject(url);
    const requestId = answer.headers["x-request-id"];
    const message = `Internal error (request ${String(requestId)})`;
    expect([answer.statusCode, answer.json()]).toEqual([
      500,
      { error: "Internal Server Error", message, requestId },
    ]);
  }
  const answer = await app.inject("/api/names/likely-same");
  expect([answer.statusCode, answer.headers["retry-after"], answer.json().message]).toEqual([
    503,
    "5",
    "The database cannot be reached now, or has too much to do; try again in a few seconds",
  ]);
});

test("what it takes over REST leaves what tRPC takes as it is", async () => {
  const { built, asked } = serverOf();
  await using app = await built;
  await app.inject("/api/runs?limit=5&limited=true");
  asked.length = 0;
  const input = encodeURIComponent(JSON.stringify({ limit: "5", limited: "no" }));
  expect((await app.inject(`/trpc/runs.list?input=${input}`)).statusCode).toBe(400);
  expect(asked).toEqual([]);
});
