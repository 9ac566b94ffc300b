import { createClient, type Client } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../harness/keep-asking.ts";
import { settableClock, type SettableClock } from "../harness/settable-clock.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

/** How often all boards are computed while runs complete. */
const rounds = Number(process.env["BOARD_ROUNDS"] ?? 2);

const periods = ["24h", "7d", "30d", "90d", "all"] as const;
const dayMs = 86_400_000;

/** The board while runs complete, and while the clock of its machine is set. */
describe("a board", () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let clock: SettableClock;
  let server: ServerUnderTest;
  let client: Client;
  let recorded = 0;

  beforeAll(async () => {
    const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
    folder = await tempDir();
    clock = await settableClock(folder.path);
    database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
    // A machine with much to do may take as long as it wants.
    const patient = { MAX_LOOP_DELAY_MS: "0", DATABASE_WAIT_MS: "60000", STATEMENT_TIMEOUT_MS: "60000" };
    const zone = { EVALBOARD_TIME_ZONE: "Europe/Berlin" };
    const env = { ...clock.env, ...patient, ...zone, DATABASE_URL: database.url };
    server = await startServer({ cwd: folder.path, env });
    client = createClient({ url: server.url });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database.drop();
    await folder[Symbol.asyncDispose]();
  });

  /** Records a run whose completion waits for `meanwhile`. */
  const record = async (meanwhile = async () => {}) => {
    const index = recorded++;
    const { runId } = await client.runs.record.start.mutate({
      externalId: `run-${index}`,
      model: { provider: "openai", name: `gpt-${index % 3}` },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
      tags: { third: `${index % 3}` },
    });
    const results = [1, 0.5, 0].map((score, item) => ({ itemKey: `item-${item}`, score, latencyMs: 100 }));
    await client.runs.record.addResults.mutate({ runId, results });
    await meanwhile();
    return (await client.runs.record.complete.mutate({ runId })).run;
  };
  const sum = (counts: readonly { readonly runs: number }[]) =>
    counts.reduce((all, { runs }) => all + runs, 0);
  /** Past the client, which keeps replies by a clock of its own; again where computing takes long, and the old one is given. */
  const readBoard = async (query: string) => {
    for (;;) {
      const { status, body } = await ask(server.url, `/api/runs/stats?period=${query}`);
      if (status !== 200) throw new Error(`${status}: ${body}`);
      const report = StatsReport.parse(JSON.parse(body));
      if (!report.stale) return report;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  /** The parts of a reply that each count the same runs. */
  const countsOf = ({ summary, runsOverTime, scoreDistribution, topModels, topDatasets }: StatsReport) => [
    summary.runs,
    sum(runsOverTime),
    Object.values(scoreDistribution.runs).reduce((all, runs) => all + runs, 0),
    sum(scoreDistribution.histogram) + scoreDistribution.runs.unscored + scoreDistribution.runs.errored,
    sum(topModels),
    sum(topDatasets),
  ];

  it("is of one moment in all its parts, however many runs complete while it is read", async () => {
    const over = new AbortController();
    const writing = Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) await record();
    });
    const seen: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // What is kept is a minute old then: each is read from the database again.
      await clock.set(round * 61_000);
      const before = recorded;
      await expect.poll(() => recorded, { interval: 5 }).toBeGreaterThan(before + 3);
      const whole = periods.map((period) => readBoard(period));
      const narrowed = ["0", "1", "2"].map((third) => readBoard(`7d&tag=third%3D${third}`));
      for (const report of await Promise.all([...whole, ...narrowed])) {
        const counts = countsOf(report);
        expect([report.period, new Set(counts).size, counts]).toEqual([report.period, 1, counts]);
        seen.push(report.summary.runs);
      }
    }
    over.abort();
    await Promise.all(writing);
    if (rounds > 10) console.log({ replies: seen.length, recorded });
    // They did complete meanwhile.
    expect(Math.max(...seen)).toBeGreaterThan(seen[0]!);
  });

  it("has no future, no time before zero and no run twice, wherever the clock is set while a run goes on", async () => {
    // Where the clocks of Berlin go back by an hour, and forward.
    const changes = [
      "2025-10-26T00:59:59Z",
      "2025-10-26T01:00:01Z",
      "2025-03-30T00:59:59Z",
      "2025-03-30T01:00:01Z",
    ];
    const jumps = [dayMs, -dayMs, 0, ...changes.map((change) => Date.parse(change) - Date.now())];
    for (const aheadMs of jumps) {
      const run = await record(() => clock.set(aheadMs));
      expect(run.status).toBe("completed");
      expect(Date.parse(run.completedAt!)).toBeGreaterThanOrEqual(Date.parse(run.startedAt));
      expect(run.latencyMs).toBe(100);
      for (const period of periods) {
        const report = await readBoard(period);
        // Of all times there is also the run that was completed while the clock was a day ahead.
        const nowMs = Date.now() + (period === "all" ? dayMs : aheadMs) + 60_000;
        expect(new Set(countsOf(report)).size).toBe(1);
        expect(report.summary.runs).toBeLessThanOrEqual(recorded);
        expect(report.freshForMs).toBeGreaterThanOrEqual(0);
        const buckets = report.runsOverTime;
        expect(buckets.slice(1).map(({ from }) => from)).toEqual(buckets.slice(0, -1).map(({ to }) => to));
        for (const { from } of buckets) expect([period, Date.parse(from) <= nowMs]).toEqual([period, true]);
        for (const { meanMs } of report.latencyOverTime) expect(meanMs ?? 100).toBeCloseTo(100);
      }
    }
    // Told in words that its own clock is wrong.
    await clock.set(0);
    const { runId } = await client.runs.record.start.mutate({
      externalId: "ahead",
      model: { provider: "openai", name: "gpt-0" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
    });
    await client.runs.record.addResults.mutate({ runId, results: [{ itemKey: "item-0", score: 1 }] });
    const completedAt = new Date(Date.now() + dayMs).toISOString();
    await expect(client.runs.record.complete.mutate({ runId, completedAt })).rejects.toThrow(
      /completedAt: must not be in the future/,
    );
  });
});
