import { createClient, recordRun } from "@evalboard/client";
import { listOperations, type Operation } from "@evalboard/router";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseEnv } from "../harness/database-env.ts";
import { openSql, type OpenSql } from "../harness/execute-sql.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";
import { arbitraryInput, toJson } from "./arbitrary-input.ts";
import { payloadAt } from "./payloads.ts";

/** Requests to each procedure, over tRPC and over REST; FUZZ_RUNS for a long run. */
const runs = Number(process.env["FUZZ_RUNS"] ?? 12);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);

/** What no answer may tell: where the program lies, what it runs, what it asks the database. */
const LEAK =
  /node_modules|\bat \S+ \(|\.[cm]?[jt]s:\d|(?:file:\/\/|\/(?:home|tmp|root|usr|work|app))\/|\b(?:select|insert|update|delete)\b.+\b(?:from|into|set|where)\b|constraint "|relation "|column "|syntax error|mikro|pglite|postgres/i;

/** An answer names the field that is wrong, such as `tags["<select>"]`: these words are the asker's own. */
const withoutSentNames = (text: string) => text.replaceAll(/\[\\".*?\\"\]/g, "[]");

describe("requests made from a procedure's schema and around it", () => {
  let database: Awaited<ReturnType<typeof databaseEnv>>;
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let server: ServerUnderTest;
  let sql: OpenSql;
  let ids: readonly string[] = [];

  beforeAll(async () => {
    database = await databaseEnv("postgresql");
    folder = await tempDir();
    server = await startServer({ cwd: folder.path, env: database.env });
    sql = await openSql(database.env["DATABASE_URL"]!);
    const client = createClient({ url: server.url });
    const record = (index: number) =>
      recordRun(client, {
        start: {
          externalId: `run ${index}`,
          model: { provider: "acme", name: payloadAt(index) },
          dataset: { name: "capitals" },
          prompt: { name: "ask", text: `text ${index}` },
        },
        results: [
          { itemKey: "france", score: 0.5 },
          { itemKey: payloadAt(index), score: 1 },
        ],
      });
    const [first, second] = [await record(1), await record(2)];
    const running = await client.runs.record.start.mutate({
      externalId: "running",
      model: { provider: "acme", name: "swift" },
      dataset: { name: "capitals" },
      prompt: { name: "ask", text: "text 1" },
    });
    const run = await client.runs.get.query({ runId: second.runId });
    ids = [
      first.runId,
      second.runId,
      running.runId,
      run.model.id,
      run.dataset.id,
      run.prompt.id,
      run.prompt.versionId,
    ];
  });
  afterAll(async () => {
    await sql.close();
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  /** How many rows each table has; the facts, and what servers keep of their own work, are made anew beside all this. */
  const countRows = async () => {
    const rows = await sql.execute(
      `select coalesce(string_agg(table_name || ' ' || (xpath('/row/n/text()', query_to_xml('select count(*) as n from "' || table_name || '"', false, true, '')))[1]::text, ', ' order by table_name), '') as counts
         from information_schema.tables where table_schema = 'public' and table_name not like '%fact%' and table_name not like '%generation%' and table_name not in ('duties', 'kept_reports')`,
    );
    return String(rows[0]!["counts"]);
  };

  /** How many were taken and refused, and of those the ones that were told to come again. */
  const answers = { taken: 0, refused: 0, later: 0 };
  const later = new Set<string>();

  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(server.url + path, init);
    return { path, sent: init.body, status: answer.status, text: await answer.text() };
  };
  const headers = { "content-type": "application/json" };

  const overTrpc = ({ name, type }: Operation, input: unknown) =>
    type === "query"
      ? ask(`/trpc/${name}?input=${encodeURIComponent(toJson(input))}`, {})
      : ask(`/trpc/${name}`, { method: "POST", headers, body: toJson(input) });

  const overRest = ({ path, method }: Operation, input: unknown) => {
    const fields = new Map(
      Object.entries(typeof input === "object" && input !== null ? input : { period: input }),
    );
    const inPath = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
      const value = wordOf(fields.get(field));
      fields.delete(field);
      return encodeURIComponent(value);
    });
    if (method !== "GET" && method !== "DELETE")
      return ask(`/api${inPath}`, { method, headers, body: toJson(Object.fromEntries(fields)) });
    const query = [...fields].map(
      ([field, value]) => `${encodeURIComponent(field.toWellFormed())}=${encodeURIComponent(wordOf(value))}`,
    );
    return ask(`/api${inPath}?${query.join("&")}`, { method });
  };
  const wordOf = (value: unknown) => (typeof value === "string" ? value : toJson(value)).toWellFormed();

  it.each(listOperations().map((operation) => [operation.name, operation] as const))(
    "%s answers each of them, tells nothing of itself, and writes nothing half",
    async (_name, operation) => {
      const inputs = fc.sample(arbitraryInput(operation.input, ids), { numRuns: runs, seed });
      let before = operation.type === "mutation" ? await countRows() : "";
      for (const input of inputs) {
        for (const send of [overTrpc, overRest]) {
          const answer = await send(operation, input);
          // 503 is what a busy server says: not now.
          const isFault = answer.status >= 500 && answer.status !== 503;
          if (isFault || (answer.status >= 400 && LEAK.test(withoutSentNames(answer.text))))
            expect(`${answer.status} ${answer.path} ${toJson(answer.sent)}\n${answer.text}`).toBe(
              "no fault of ours",
            );
          answers[answer.status < 400 ? "taken" : "refused"] += 1;
          if (answer.status === 503) {
            answers.later += 1;
            later.add(`${answer.path.slice(0, 500)}: ${answer.text.slice(0, 500)}`);
          }
          if (operation.type === "query") continue;
          const after = await countRows();
          if (answer.status >= 400 && after !== before)
            expect([answer, after]).toEqual(["refused, and nothing written", before]);
          before = after;
        }
      }
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
    60_000 + runs * 1_000,
  );

  it("leave the server ready, with no fault in its log, and were both taken and refused", async () => {
    if (runs > 100) console.log(answers, [...later].slice(0, 20));
    expect(await countRows()).toMatch(/run_results [1-9]/);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(server.output()).not.toMatch(/"level":(?:50|60)/);
    // A share, so that it holds for a few procedures as for all.
    const { taken, refused } = answers;
    expect(Math.min(taken, refused) / (taken + refused)).toBeGreaterThan(0.08);
  });
});
