import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { createClient, recordRun } from "@evalboard/client";
import { expect, test } from "vitest";
import { boardDir } from "../harness/board-folder.ts";
import { sources } from "../harness/program.ts";
import { startServer } from "../harness/start-server.ts";
import { said, startReceiver } from "./otlp-receiver.ts";

const start = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "the prompt's sesame" },
};
const results = [{ itemKey: "france", score: 1, output: "an answer's sesame" }];

test("spans arrive: of a request, beneath its caller's, its procedure, the completion, the board and their statements", async () => {
  await using folder = await boardDir();
  using receiver = await startReceiver();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_SERVICE_NAME: "board-of-test",
    OTEL_BSP_SCHEDULE_DELAY: "50",
    LOG_LEVEL: "info",
  };
  await using server = await startServer({ cwd: folder.path, env });
  await recordRun(createClient({ url: server.url }), { start, results });
  const [traceId, parentId] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
  const input = encodeURIComponent(JSON.stringify({ period: "7d", where: { model: undefined } }));
  const answer = await fetch(`${server.url}/trpc/stats.get?input=${input}`, {
    headers: { traceparent: `00-${traceId}-${parentId}-01` },
  });
  expect(answer.status).toBe(200);
  expect(await server.stop("SIGTERM")).toBe(0);

  expect(
    receiver.bodies.every(({ path, type }) => path === "/v1/traces" && type === "application/json"),
  ).toBe(true);
  expect(receiver.resources()[0]).toMatchObject({ "service.name": "board-of-test" });
  const spans = receiver.spans();
  const request = spans.find((span) => span.parentSpanId === parentId);
  expect(request).toMatchObject({ traceId, name: "GET /trpc/stats.get", kind: 2 });
  expect(said(request!.attributes)).toMatchObject({
    "http.route": "/trpc/stats.get",
    "http.response.status_code": 200,
    "evalboard.request.id": answer.headers.get("x-request-id"),
  });
  const beneath = (parent: { traceId: string; spanId: string }) =>
    spans.filter((span) => span.traceId === parent.traceId && span.parentSpanId === parent.spanId);
  const [procedure] = beneath(request!);
  expect(procedure).toMatchObject({ name: "stats.get" });
  const [board] = beneath(procedure!);
  expect(board).toMatchObject({ name: "compute board" });
  const statements = beneath(board!);
  expect(statements.length).toBeGreaterThan(3);
  for (const { attributes, kind } of statements) {
    expect([kind, said(attributes)]).toEqual([
      3,
      expect.objectContaining({
        "db.system.name": "postgresql",
        "db.operation.name": expect.stringMatching(/select|with/),
      }),
    ]);
  }

  const completion = spans.find(({ name }) => name === "complete run")!;
  const caller = spans.find(({ spanId }) => spanId === completion.parentSpanId)!;
  expect(caller.name).toBe("runs.record.complete");
  expect(beneath(completion).map(({ name }) => name)).toContain("update runs");
  const recording = spans.find(({ spanId }) => spanId === caller.parentSpanId)!;
  // A body was read in between.
  expect([recording.name, recording.parentSpanId]).toEqual(["POST /trpc/:path", undefined]);
  expect(JSON.stringify(spans)).not.toContain("sesame");

  const line = server
    .output()
    .split("\n")
    .find((one) => one.includes(answer.headers.get("x-request-id")!));
  expect(JSON.parse(line!)).toMatchObject({ trace_id: traceId, span_id: request!.spanId, msg: "request" });
});

test("traces are sent as protobuf where nothing else is said, and a caller that does not sample is not traced", async () => {
  await using folder = await boardDir();
  using receiver = await startReceiver();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  await using server = await startServer({ cwd: folder.path, env });
  const notSampled = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00" };
  await fetch(`${server.url}/api/runs/stats?period=7d`, { headers: notSampled });
  await fetch(`${server.url}/health/live`);
  expect(await server.stop("SIGTERM")).toBe(0);
  const [sent, ...others] = receiver.bodies;
  expect([sent!.type, others]).toEqual(["application/x-protobuf", []]);
  expect(sent!.body.includes("GET /health/live")).toBe(true);
  expect(sent!.body.includes("/api/runs/stats")).toBe(false);
});

test("nothing of OpenTelemetry's is loaded while nobody says where traces go", async () => {
  await using folder = await boardDir();
  const hooks = join(folder.path, "loaded.mjs");
  await writeFile(
    hooks,
    `import { registerHooks } from "node:module";
     registerHooks({ load(url, context, next) { process.stderr.write("loaded " + url + "\\n"); return next(url, context); } });`,
  );
  const env = { NODE_OPTIONS: `--import=${hooks}`, OTEL_SERVICE_NAME: "board" };
  await using server = await startServer({ cwd: folder.path, env, program: sources });
  await fetch(`${server.url}/api/runs/stats?period=7d`);
  expect(await server.stop("SIGTERM")).toBe(0);
  const packages = server.output().matchAll(/^loaded .*\/node_modules\/(@opentelemetry\/[^/]+)\//gm);
  const loaded = new Set([...packages].map(([, name]) => name));
  // The metrics' client has its interfaces, which do nothing.
  expect([...loaded]).toEqual(["@opentelemetry/api"]);
});
