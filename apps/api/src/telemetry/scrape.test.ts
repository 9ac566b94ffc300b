import type { StatsReport } from "@evalboard/contract";
import {
  changeWith,
  noFigures,
  rankedDatasetWith,
  rankedModelWith,
  reportWith,
} from "@evalboard/contract/testing";
import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { buildServer } from "../server.ts";
import { createServices } from "../services.ts";
import { Outage, servicesOfTest } from "../testing/services-of-test.ts";
import { createTelemetry } from "./telemetry.ts";
import { parseMetrics } from "./testing/parse-metrics.ts";

const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
const weekly = `/trpc/stats.get?input=${ask("7d")}`;

describe("GET /metrics of a server at work", () => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm("pglite");
  });
  afterAll(() => orm.close());

  test("counts requests by route, calls by procedure, the cache's answers and what is recorded", async () => {
    const { app, url, read } = await serving(orm);
    await using _app = app;
    const get = async (path: string) => (await fetch(url + path)).status;
    const post = async (procedure: string, body: unknown) => {
      const headers = { "content-type": "application/json" };
      const options = { method: "POST", headers, body: JSON.stringify(body) };
      const answer = await fetch(`${url}/trpc/${procedure}`, options);
      return (await answer.json()) as { result: { data: { runId: string } } };
    };

    const { runId } = (await post("runs.record.start", start("a"))).result.data;
    const results = [1, 0, 0.5].map((score, index) => ({ itemKey: `item-${index}`, score }));
    await post("runs.record.addResults", { runId, results });
    await post("runs.record.addResults", { runId, results });
    await post("runs.record.complete", { runId });
    await post("runs.record.complete", { runId });
    const failing = (await post("runs.record.start", start("b"))).result.data;
    await post("runs.record.fail", { runId: failing.runId, error: "no key" });
    expect(await get(weekly)).toBe(200);
    expect(
      await get(
        `/trpc/runs.list,runs.get,runs.get?batch=1&input=${ask({ 0: {}, 1: {}, 2: { runId: nobody } })}`,
      ),
    ).toBe(207);
    expect(await get("/nothing?secret")).toBe(404);
    expect(await get("/api/runs/stats?period=5d")).toBe(400);

    const told = await read();
    expect(counts(told, "evalboard_procedure_duration_seconds")).toEqual({
      'outcome="ok",procedure="runs.record.start"': 2,
      'outcome="ok",procedure="runs.record.addResults"': 2,
      'outcome="ok",procedure="runs.record.complete"': 2,
      'outcome="ok",procedure="runs.record.fail"': 1,
      'outcome="ok",procedure="runs.list"': 1,
      'outcome="bad_request",procedure="runs.get"': 1,
      'outcome="not_found",procedure="runs.get"': 1,
      'outcome="ok",procedure="stats.get"': 1,
    });
    expect(counts(told, "evalboard_http_request_duration_seconds")).toEqual({
      'method="POST",route="/trpc/:path",status="200"': 7,
      'method="GET",route="/trpc/stats.get",status="200"': 1,
      'method="GET",route="/trpc/:path",status="207"': 1,
      'method="GET",route="unmatched",status="404"': 1,
      'method="GET",route="/api/runs/stats",status="400"': 1,
    });
    expect(seriesOf(told, "evalboard_runs_ended_total")).toEqual({
      'status="completed"': 1,
      'status="failed"': 1,
    });
    expect(seriesOf(told, "evalboard_results_recorded_total")).toEqual({ "": 3 });
    expect(seriesOf(told, "evalboard_report_answers_total")).toEqual({
      // The first is the caller's and waits, a scrape reads two more; what is ready is no question to the cache.
      'from="miss",report="board"': 2,
      'from="hit",report="board"': 1,
      'from="ready",report="board"': 0,
    });
    expect(counts(told, "evalboard_report_computation_duration_seconds")).toEqual({
      'outcome="ok",report="board"': 2,
    });
    expect(seriesOf(told, "evalboard_model_score")).toEqual({
      'model="openai/gpt-4o",period="24h"': 0.5,
      'model="openai/gpt-4o",period="7d"': 0.5,
    });
    expect(seriesOf(told, "evalboard_database_connections_max")).toEqual({ "": 1 });
    expect(seriesOf(told, "evalboard_facts_current")).toEqual({ "": 0 });
  });

  test("a scrape has no board computed that was computed within the minute", async () => {
    const { app, read } = await serving(orm);
    await using _app = app;
    for (const _ of [1, 2, 3]) await read();
    expect(counts(await read(), "evalboard_report_computation_duration_seconds")).toEqual({
      'outcome="ok",report="board"': 2,
    });
  });
});

describe("GET /metrics", () => {
  const served = async (stats: (period: unknown) => Promise<StatsReport>) => {
    const status = () => Promise.reject(new Outage("gone"));
    await using app = await buildServer(servicesOfTest({ stats: { get: stats }, facts: { status } }));
    const answer = await app.inject("/metrics");
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    return parseMetrics(answer.body);
  };

  test("answers though no board can be computed and nothing is known of the facts", async () => {
    const told = await served(() => Promise.reject(new Outage("gone")));
    expect(seriesOf(told, "evalboard_board_available")).toEqual({ 'period="24h"': 0, 'period="7d"': 0 });
    expect(seriesOf(told, "evalboard_board_runs")).toEqual({});
    expect(seriesOf(told, "evalboard_facts_current")).toEqual({});
  });

  test("does not wait for a board that does not come", async () => {
    const told = await served((period) =>
      period === "7d" ? new Promise(() => {}) : Promise.resolve(reportWith({ period: "24h" })),
    );
    expect(seriesOf(told, "evalboard_board_available")).toEqual({ 'period="24h"': 1, 'period="7d"': 0 });
  });

  test("has the board's figures in base units, by names that may hold anything, and none that is not known", async () => {
    const name = 'q"uo\\te\nline';
    const board = reportWith({
      summary: {
        ...reportWith().summary,
        runs: 12,
        averageScore: 0.25,
        errorRate: 0.125,
        meanLatencyMs: 1_500,
      },
      topModels: [rankedModelWith({ ...noFigures, provider: "openai", name, runs: 7, adjustedScore: 0.75 })],
      topDatasets: [rankedDatasetWith({ ...noFigures, name: "capitals", averageScore: 0.5 })],
      hardestDatasets: [rankedDatasetWith({ ...noFigures, name: "capitals", averageScore: 0.5 })],
      promptChanges: [changeWith({ name: "extract", verdict: "worse", difference: -0.0625 })],
    });
    const told = await served(async (period) => (period === "7d" ? board : reportWith({ period: "24h" })));
    expect(seriesOf(told, "evalboard_board_runs")).toEqual({ 'period="24h"': 0, 'period="7d"': 12 });
    expect(seriesOf(told, "evalboard_board_score")).toEqual({ 'period="7d"': 0.25 });
    expect(seriesOf(told, "evalboard_board_error_ratio")).toEqual({ 'period="7d"': 0.125 });
    expect(seriesOf(told, "evalboard_board_latency_seconds")).toEqual({ 'period="7d"': 1.5 });
    const model = String.raw`model="openai/q\"uo\\te\nline",period="7d"`;
    expect(seriesOf(told, "evalboard_model_runs")).toEqual({ [model]: 7 });
    expect(seriesOf(told, "evalboard_model_adjusted_score")).toEqual({ [model]: 0.75 });
    expect(seriesOf(told, "evalboard_model_score")).toEqual({});
    expect(seriesOf(told, "evalboard_dataset_score")).toEqual({ 'dataset="capitals",period="7d"': 0.5 });
    expect(seriesOf(told, "evalboard_prompt_change_difference")).toEqual({
      'period="7d",prompt="extract"': -0.0625,
    });
    expect(seriesOf(told, "evalboard_prompt_change_verdict")).toEqual({
      'period="7d",prompt="extract",verdict="improved"': 0,
      'period="7d",prompt="extract",verdict="worse"': 1,
      'period="7d",prompt="extract",verdict="no clear change"': 0,
      'period="7d",prompt="extract",verdict="too little to say"': 0,
    });
  });

  test("forgets a model that the board no longer has", async () => {
    const boards = [
      reportWith({ topModels: [rankedModelWith({ provider: "a", name: "b", averageScore: 1 })] }),
    ];
    const get = async () => boards[0]!;
    await using app = await buildServer(servicesOfTest({ stats: { get } }));
    const models = async () =>
      seriesOf(parseMetrics((await app.inject("/metrics")).body), "evalboard_model_score");
    expect(Object.keys(await models())).toHaveLength(2);
    boards[0] = reportWith();
    expect(await models()).toEqual({});
  });
});

describe("a board that is ready", () => {
  // It is so until the second of its age is over.
  beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  test("counts as a call of its procedure, and as ready in place of a hit", async () => {
    const get = async () => reportWith({ freshForMs: 59_500 });
    await using app = await buildServer(servicesOfTest({ stats: { get } }));
    for (const url of [weekly, weekly, "/api/runs/stats?period=7d"]) await app.inject(url);
    const told = parseMetrics((await app.inject("/metrics")).body);
    expect(counts(told, "evalboard_procedure_duration_seconds")).toEqual({
      'outcome="ok",procedure="stats.get"': 2,
    });
    expect(seriesOf(told, "evalboard_report_answers_total")).toEqual({
      'from="ready",report="board"': 2,
    });
  });
});

/** A server over a real database, at a port. */
async function serving(orm: Orm) {
  const telemetry = createTelemetry();
  const log = pino({ level: "silent" });
  const services = createServices({ orm, timeZone: "UTC", log, telemetry, keysAsked: false });
  const health = {
    isPrepared: () => true,
    isReady: async () => true,
    isOutage: () => false,
    isLost: () => false,
  };
  const app = await buildServer({
    ...services,
    keysAsked: false,
    health,
    log,
    telemetry,
    databaseLoad: orm.load,
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const read = async () => parseMetrics(await (await fetch(`${url}/metrics`)).text());
  return { app, url, read };
}

const nobody = "00000000-0000-7000-8000-000000000000";

function start(externalId: string) {
  return {
    externalId,
    model: { provider: "openai", name: "gpt-4o" },
    dataset: { name: "capitals" },
    prompt: { name: "capitals", text: "Name the capital." },
  };
}

type Told = ReturnType<typeof parseMetrics>;

/** How often something was measured, by its labels, that has been at all. */
function counts(told: Told, name: string): Record<string, number> {
  const { series } = told.get(name)!;
  for (const [key, value] of series) {
    if (!key.startsWith("_bucket") || !key.includes('le="+Inf"')) continue;
    const labels = key.split(",").filter((part) => part !== "_bucket" && part !== 'le="+Inf"');
    expect(series.get(["_count", ...labels].join(","))).toBe(value);
  }
  const all = [...series].filter(([key, value]) => key.startsWith("_count") && value > 0);
  return Object.fromEntries(all.map(([key, value]) => [key.replace("_count,", ""), value]));
}

function seriesOf(told: Told, name: string): Record<string, number> {
  return Object.fromEntries(told.get(name)!.series);
}
