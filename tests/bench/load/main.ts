import { cpus, loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createClient, EvalBoardError } from "@evalboard/client";
import { engines } from "@evalboard/db/testing";
import autocannon from "autocannon";
import { ask } from "../../src/harness/keep-asking.ts";
import { startServer } from "../../src/harness/start-server.ts";
import { tempDir } from "../../src/harness/temp-dir.ts";
import { quantile } from "../harness/in-turn.ts";
import { residentMB } from "../harness/process-figures.ts";
import { sharedPostgresql } from "../harness/shared-postgresql.ts";

/*
 * Readers and writers at saturation against the real server for as long as wanted, and what became of it: what was answered, how
 * long that took, what memory did, whether the health still answered, and how soon all was well afterwards. By hand:
 * `node tests/bench/load/main.ts --engine pglite --minutes 10 --readers 20 --writers 2`, the program's own Node.
 */
const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "pglite" },
    minutes: { type: "string", default: "1" },
    readers: { type: "string", default: "20" },
    writers: { type: "string", default: "2" },
  },
});
const engine = engines.find((one) => one === values.engine);
if (!engine) throw new Error(`--engine must be one of ${engines.join(", ")}`);
const [seconds, readers, writers] = [
  Number(values.minutes) * 60,
  Number(values.readers),
  Number(values.writers),
];

const paths = ["24h", "7d", "30d", "90d", "all"]
  .map((period) => `/api/runs/stats?period=${period}`)
  .concat(
    "/api/runs?limit=50",
    "/api/runs?sort=averageScore&limit=50",
    "/api/facts",
    "/api/runs/stats/matrix?period=7d",
  );

await using folder = await tempDir();
const postgresql = engine === "postgresql" ? await sharedPostgresql() : undefined;
const database = await postgresql?.database();
const server = await startServer({ cwd: folder.path, env: database ? { DATABASE_URL: database.url } : {} });
try {
  const loadBefore = loadavg()[0];
  const untilMs = performance.now() + seconds * 1_000;
  const [read, written, probed, memory] = await Promise.all([
    reading(),
    Promise.all(Array.from({ length: writers }, (_, writer) => writing(writer, untilMs))),
    probing(untilMs),
    samplingMemory(untilMs),
  ]);
  const recoveryMs = await recovering();
  const figures = {
    engine,
    minutes: seconds / 60,
    readers,
    writers,
    machine: `${cpus().length} CPUs, load before ${loadBefore?.toFixed(1)}, after ${loadavg()[0]?.toFixed(1)}`,
    reads: read.requests.total,
    perSecond: Math.round(read.requests.average),
    statuses: Object.fromEntries(
      Object.entries(read.statusCodeStats ?? {}).map(([status, { count }]) => [status, count]),
    ),
    errors: read.errors,
    timeouts: read.timeouts,
    p50Ms: read.latency.p50,
    p99Ms: read.latency.p99,
    runsRecorded: sum(written.map(({ recorded }) => recorded)),
    writesRefused: sum(written.map(({ refused }) => refused)),
    liveP99Ms: Math.round(
      quantile(
        probed.map(({ tookMs }) => tookMs),
        0.99,
      ),
    ),
    liveFailed: probed.filter(({ status }) => status !== 200).length,
    recoveryMs: Math.round(recoveryMs),
    residentMB: memory.map(({ megabytes }) => Math.round(megabytes)).filter((_, at) => at % 12 === 0),
    slopeMBPerMinute: Number(slope(memory.slice(Math.floor(memory.length / 3))).toFixed(2)),
    stoppedWith: await server.stop("SIGTERM"),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await server[Symbol.asyncDispose]();
  await database?.drop();
  await postgresql?.stop();
}

/** In a thread of its own, so that what it does is not in the times of those who probe. */
function reading(): Promise<autocannon.Result> {
  const requests = paths.map((path) => ({ path }));
  return autocannon({
    url: server.url,
    connections: readers,
    duration: seconds,
    workers: 1,
    timeout: 30,
    requests,
  });
}

async function writing(writer: number, endMs: number): Promise<{ recorded: number; refused: number }> {
  const { record } = createClient({ url: server.url }).runs;
  const counts = { recorded: 0, refused: 0 };
  while (performance.now() < endMs) {
    try {
      const { runId } = await record.start.mutate({
        externalId: `load-${writer}-${counts.recorded}`,
        model: { provider: "openai", name: `gpt-${counts.recorded % 7}` },
        dataset: { name: `dataset-${counts.recorded % 5}` },
        prompt: { name: "load", text: "Name the capital." },
      });
      const results = Array.from({ length: 20 }, (_, item) => ({
        itemKey: `item-${item}`,
        score: (item % 3) / 2,
      }));
      await record.addResults.mutate({ runId, results });
      await record.complete.mutate({ runId });
      counts.recorded++;
    } catch (error) {
      if (!(error instanceof EvalBoardError) || error.kind !== "unavailable") throw error;
      counts.refused++;
      await delay(1_000);
    }
  }
  return counts;
}

async function probing(endMs: number) {
  const all = [];
  for (; performance.now() < endMs; await delay(100)) all.push(await ask(server.url, "/health/live"));
  return all;
}

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

async function samplingMemory(endMs: number): Promise<Sample[]> {
  const startMs = performance.now();
  const samples: Sample[] = [];
  for (; performance.now() < endMs; await delay(5_000))
    samples.push({ minute: (performance.now() - startMs) / 60_000, megabytes: residentMB(server.pid) });
  return samples;
}

/** Of the line that lies nearest to the samples, MB/min. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => sum(samples.map(of)) / samples.length;
  const [minute, megabytes] = [mean((sample) => sample.minute), mean((sample) => sample.megabytes)];
  const together = sum(samples.map((sample) => (sample.minute - minute) * (sample.megabytes - megabytes)));
  return together / sum(samples.map((sample) => (sample.minute - minute) ** 2));
}

/** Until five questions in a row had an answer within 200 ms each, from the end of the load on. */
async function recovering(): Promise<number> {
  const startMs = performance.now();
  for (let inTime = 0; inTime < 5;) {
    const { status, tookMs } = await ask(server.url, "/api/runs?limit=20");
    inTime = status === 200 && tookMs < 200 ? inTime + 1 : 0;
    if (performance.now() - startMs > 60_000) return Number.POSITIVE_INFINITY;
  }
  return performance.now() - startMs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
