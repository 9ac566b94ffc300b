import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@evalboard/client";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";
import { startServer } from "../src/harness/start-server.ts";

/*
 * Results per second over HTTP, as a ratio to `psql \copy` of the same rows into the same table of the same server.
 * Both are measured in turn within one run; the median of the rounds is printed. Needs psql.
 */
const ROUNDS = 7;
const RESULTS = 5_000;
const PER_CALL = 1_000;

const postgresql = await startPostgresql();
const folder = await mkdtemp(join(tmpdir(), "evalboard-bench-"));
const copied = await createPostgresqlDatabase(postgresql.url);
const engines = [
  { name: "PostgreSQL", env: { DATABASE_URL: copied.url } },
  { name: "PGlite", env: {} },
];

const rates = new Map<string, number[]>();
const note = (name: string, perSecond: number) => rates.set(name, [...(rates.get(name) ?? []), perSecond]);

const servers = await Promise.all(engines.map(({ env }) => startServer({ cwd: folder, env })));
const clients = servers.map(({ url }) => createClient({ url }));
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, client] of clients.entries()) {
    note(engines[index]!.name, await viaHttp(client, round));
  }
  note("psql \\copy", await viaCopy(round));
}
report();
for (const server of servers) await server.stop("SIGTERM");
await copied.drop();
await postgresql.stop();
await rm(folder, { recursive: true });

function results(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    itemKey: `item-${from + index}`,
    input: `Question ${index} `.repeat(10),
    expected: `Answer ${index}`,
    output: `I think that it is ${index}. `.repeat(15),
    score: (index % 5) / 4,
    latencyMs: 100 + index,
    inputTokens: 120,
    outputTokens: 40,
    costUsd: 0.0003,
  }));
}

async function started(client: ReturnType<typeof createClient>, externalId: string): Promise<string> {
  const { runId } = await client.runs.record.start.mutate({
    externalId,
    model: { provider: "bench", name: "model" },
    dataset: { name: "bench" },
    prompt: { name: "bench", text: "bench" },
  });
  return runId;
}

async function viaHttp(client: ReturnType<typeof createClient>, round: number): Promise<number> {
  const calls = Array.from({ length: RESULTS / PER_CALL }, (_, call) => results(call * PER_CALL, PER_CALL));
  const begun = performance.now();
  const runId = await started(client, `http-${round}`);
  for (const call of calls) await client.runs.record.addResults.mutate({ runId, results: call });
  await client.runs.record.complete.mutate({ runId });
  return (RESULTS / (performance.now() - begun)) * 1_000;
}

async function viaCopy(round: number): Promise<number> {
  const runId = await started(clients[0]!, `copy-${round}`);
  const rows = results(0, RESULTS).map((result, index) =>
    [runId, index + 1, result.itemKey, 1, result.input, result.expected, result.output, result.score].concat([
      "\\N",
      "\\N",
      result.latencyMs,
      result.inputTokens,
      result.outputTokens,
      result.costUsd,
      "f",
    ]),
  );
  const file = join(folder, "rows.tsv");
  await writeFile(file, `${rows.map((row) => row.join("\t")).join("\n")}\n`);
  const columns =
    "run_id,position,item_key,repeat,input,expected,output,score,reason,error,latency_ms,input_tokens,output_tokens,cost_usd,text_replaced";
  const begun = performance.now();
  execFileSync("psql", [copied.url, "-q", "-c", `\\copy run_results(${columns}) from '${file}'`]);
  return (RESULTS / (performance.now() - begun)) * 1_000;
}

function report(): void {
  const copy = median(rates.get("psql \\copy") ?? []);
  process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs\n`);
  process.stdout.write(`${RESULTS} results a run, ${PER_CALL} a call, median of ${ROUNDS} rounds\n`);
  for (const [name, values] of rates) {
    const rate = median(values);
    process.stdout.write(
      `${name.padEnd(12)} ${rate.toFixed(0).padStart(7)} results/s  ${(rate / copy).toFixed(2)}\n`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
