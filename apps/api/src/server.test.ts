import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "@evalboard/runs";
import { SubjectNotFound } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildServer } from "./server.ts";
import { Outage, servicesOfTest } from "./testing/services-of-test.ts";

const list = `/trpc/runs.list?input=${encodeURIComponent("{}")}`;

async function answerTo(url: string, error: Error) {
  const fail = () => Promise.reject(error);
  await using app = await buildServer(servicesOfTest({ runs: { list: fail }, stats: { get: fail } }));
  const response = await app.inject(url);
  return { status: response.statusCode, body: response.body, headers: response.headers };
}

/** As PostgreSQL has it of its disk, with a cause of its own as MikroORM leaves it. */
const ofDisk = (code: string) =>
  new Error("failed at 10.0.0.7", { cause: Object.assign(new Error("invalid page in block 0"), { code }) });

describe("an error of a service", () => {
  it.each([
    [new InvalidRun("cursor: must be …"), 400, "cursor: must be …"],
    [new RunNotFound("x"), 404, "runId: no run x here"],
    [new SubjectNotFound("modelId", "x"), 404, "modelId: no model x here"],
    [new RunConflict("runId: run x is completed"), 409, "runId: run x is completed"],
    [new Outage("connect ECONNREFUSED 10.0.0.7:5432"), 503, "The database cannot be reached now"],
    [ofDisk("XX001"), 503, "evalboard restore FILE --replace"],
    [ofDisk("XX002"), 503, "evalboard restore FILE --replace"],
    [ofDisk("53100"), 503, "nothing can be recorded until there is room"],
  ])("becomes an answer with its status and its words (%s)", async (error, status, words) => {
    const answer = await answerTo(list, error);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(words);
    expect(answer.body).not.toContain("10.0.0.7");
  });

  it.each([list, "/api/runs/stats?period=7d"])(
    "that nobody expected says an id and nothing else, at %s",
    async (url) => {
      const answer = await answerTo(url, new Error("select secret from runs at /srv/evalboard.ts:1"));
      expect(answer.status).toBe(500);
      expect(answer.body).toContain(`Internal error (request ${String(answer.headers["x-request-id"])})`);
      expect(answer.body).not.toContain("secret");
      expect(answer.body).not.toContain("evalboard.ts");
    },
  );

  it("says over REST when to come back from an outage", async () => {
    const answer = await answerTo("/api/runs/stats?period=7d", new Outage("gone"));
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "5"]);
  });
});

describe("the procedures of names and items", () => {
  const fail = (error: Error) => async () => {
    throw error;
  };
  const id = "019ab000-0000-7000-8000-000000000001";

  it.each([
    [new NotFound("id: no model x here"), 404],
    [new RunConflict("renamingId: a newer one rests on it"), 409],
    [new InvalidRun("name: is the same"), 400],
    [new Outage("gone"), 503],
  ])("answer with the status of what their services throw (%s)", async (error, status) => {
    const names = { preview: fail(error), rename: fail(error), undo: fail(error), likelySame: fail(error) };
    const items = { history: fail(error), list: fail(error), versions: fail(error), messages: fail(error) };
    await using app = await buildServer(servicesOfTest({ names, items, runs: { describe: fail(error) } }));
    const renaming = { kind: "model", id, name: "gpt" };
    for (const [name, question] of [
      ["names.preview", renaming],
      ["names.likelySame", undefined],
      ["items.history", { datasetId: id, itemKey: "a" }],
      ["items.list", { datasetId: id, period: "7d" }],
      ["items.versions", { datasetId: id }],
      ["runs.messages", { datasetId: id, kind: "error" }],
    ] as const) {
      const input = question === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(question))}`;
      expect([name, (await app.inject(`/trpc/${name}${input}`)).statusCode]).toEqual([name, status]);
    }
    for (const [name, body] of [
      ["names.rename", renaming],
      ["names.undo", { renamingId: id }],
      ["runs.describe", { runId: id, label: null }],
    ] as const) {
      const answer = await app.inject({ method: "POST", url: `/trpc/${name}`, payload: body });
      expect([name, answer.statusCode]).toEqual([name, status]);
    }
  });
});

describe("the facts' procedures", () => {
  const fail = () => Promise.reject(new Outage("connect ECONNREFUSED 10.0.0.7:5432"));
  const services = () => servicesOfTest({ facts: { status: fail, rebuild: fail, verify: fail } });

  it.each(["rebuild", "verify"])("answer 503 while the database is away (%s)", async (name) => {
    await using app = await buildServer(services());
    const headers = { "content-type": "application/json" };
    const answer = await app.inject({ method: "POST", url: `/trpc/facts.${name}`, headers, body: "{}" });
    expect(answer.statusCode).toBe(503);
    expect((await app.inject("/trpc/facts.status")).statusCode).toBe(503);
  });

  it.each(['{"a":1}', "[]", "{", '"\\u0000"'])("refuse what nobody asked for (%s)", async (body) => {
    await using app = await buildServer(services());
    const headers = { "content-type": "application/json" };
    const answer = await app.inject({ method: "POST", url: "/trpc/facts.rebuild", headers, body });
    expect(answer.statusCode).toBe(400);
    const query = await app.inject(`/trpc/facts.status?input=${encodeURIComponent(body)}`);
    expect(query.statusCode).toBe(400);
  });
});

describe("a page of a list", () => {
  const runId = "019ab000-0000-7000-8000-000000000001";
  const groups = { baseline: { runId }, candidate: { runId } };

  it.each([
    ["runs.list", {}],
    ["runs.results", { runId }],
    ["runs.comparedItems", groups],
  ])("has no direction: %s says that it does not know the field", async (name, question) => {
    await using app = await buildServer(servicesOfTest({}));
    const input = encodeURIComponent(JSON.stringify({ ...question, direction: "forward" }));
    const answer = await app.inject(`/trpc/${name}?input=${input}`);
    expect([answer.statusCode, answer.json().error.message]).toEqual([
      400,
      'input: Unrecognized key: "direction"',
    ]);
  });
});

describe("health", () => {
  it("is live though the database is away, and not ready", async () => {
    await using app = await buildServer(servicesOfTest({ isReady: false }));
    expect((await app.inject("/health/live")).statusCode).toBe(200);
    expect((await app.inject("/health/ready")).statusCode).toBe(503);
  });
});

describe("a server whose database is not ready yet", () => {
  it("answers its health and 503 to all else, with when to come back", async () => {
    await using app = await buildServer(servicesOfTest({ isPrepared: false }));
    expect((await app.inject("/health/live")).statusCode).toBe(200);
    for (const url of ["/", list, "/api/runs/stats?period=7d"]) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
    }
  });
});

describe("the web app", () => {
  let webRoot: string;
  beforeAll(async () => {
    webRoot = await mkdtemp(join(tmpdir(), "evalboard-web-"));
    await mkdir(join(webRoot, "assets"));
    await writeFile(join(webRoot, "index.html"), "<title>EvalBoard</title>");
    await writeFile(join(webRoot, "assets/app-1a2b.js"), "export {};");
  });
  afterAll(() => rm(webRoot, { recursive: true }));

  const get = async (url: string, accept: string) => {
    await using app = await buildServer({ ...servicesOfTest({}), webRoot });
    return await app.inject({ url, headers: { accept } });
  };

  it("is asked for each time, its hashed assets are kept for ever", async () => {
    expect((await get("/", "text/html")).headers["cache-control"]).toBe("no-cache");
    const asset = await get("/assets/app-1a2b.js", "*/*");
    expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it("answers the address of any of its pages", async () => {
    const page = await get("/runs/019c?tab=results", "text/html");
    expect([page.statusCode, page.body, page.headers["cache-control"]]).toEqual([
      200,
      "<title>EvalBoard</title>",
      "no-cache",
    ]);
  });

  it.each(["a/b", "a\\b", "../../../assets/app-1a2b.js", "..\\..", "100%", "what?", "日".repeat(200)])(
    "answers the address of an item whatever its key: %s",
    async (itemKey) => {
      const page = await get(`/datasets/019c/items/${encodeURIComponent(itemKey)}`, "text/html");
      expect([page.statusCode, page.body]).toEqual([200, "<title>EvalBoard</title>"]);
    },
  );

  it.each([
    ["/api/nothing", "text/html"],
    ["/assets/gone-3c4d.js", "text/html"],
    ["/runs/019c", "application/json"],
  ])("does not stand in for %s asked as %s", async (url, accept) => {
    const answer = await get(url, accept);
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
      404,
      "application/json; charset=utf-8",
    ]);
  });

  it("lets nothing from elsewhere run, and nothing that stands in a page's text", async () => {
    const policy = (await get("/", "text/html")).headers["content-security-policy"];
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
  });
});
