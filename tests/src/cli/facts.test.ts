import { type Client, createClient, recordRun } from "@evalboard/client";
import { FactsStatus, NamedPeriod } from "@evalboard/contract";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { executeSql } from "../harness/execute-sql.ts";
import { runCli } from "../harness/run-cli.ts";
import { type ServerUnderTest, startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

let folder: Awaited<ReturnType<typeof tempDir>>;
let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
const serverOn = ({ url }: { readonly url: string }, timeZone = "UTC", options: readonly string[] = []) =>
  startServer({ cwd: folder.path, options, env: { DATABASE_URL: url, EVALBOARD_TIME_ZONE: timeZone } });
const facts = ({ url }: ServerUnderTest, ...args: string[]) =>
  runCli(["facts", ...args], { EVALBOARD_URL: url });
const clientOf = ({ url }: ServerUnderTest) => createClient({ url });

beforeEach(async () => {
  folder = await tempDir();
  const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
  database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
});
afterEach(async () => {
  await database.drop();
  await folder[Symbol.asyncDispose]();
});

describe("evalboard facts", () => {
  it("finds facts that are what the runs say, and names a row that was broken until it is made again", async () => {
    await using server = await serverOn(database);
    await recordRuns(clientOf(server), "nightly", 5);

    const equal = await facts(server, "verify");
    expect([equal.code, equal.stdout]).toEqual([0, ""]);
    expect(equal.stderr).toMatch(/\nall \d+ rows of facts are what the runs say\n$/);

    await executeSql(
      database.url,
      "update facts set failed_items = failed_items + 2 where scope = 'board' and unit = 'all'",
    );
    const broken = await facts(server, "verify");
    expect([broken.code, broken.stdout]).toEqual([1, "board, all time: failedItems has 7, should have 5\n"]);
    expect(broken.stderr).toMatch(/\n1 of \d+ rows differ; evalboard facts rebuild makes them again\n$/);

    const rebuilt = await facts(server, "rebuild");
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.stdout).toMatch(/^facts of UTC, layout \d+: 5 runs\n$/);
    expect((await facts(server, "verify")).code).toBe(0);
  });

  it("names what a row that is gone should have, and no more than twenty rows", async () => {
    await using server = await serverOn(database);
    await recordRuns(clientOf(server), "nightly", 1);
    // The server's own building goes on beside this: what it has yet to add would be there again.
    await expect
      .poll(() => clientOf(server).facts.status.query())
      .toMatchObject({ runs: 1, rebuild: { endedAt: expect.any(String), error: null } });
    await executeSql(database.url, "delete from facts");
    const { code, stdout } = await facts(server, "verify", "--json");
    expect(code).toBe(1);
    const { differences } = FactsStatus.parse(JSON.parse(stdout)).verification!;
    expect(differences!.differingRows).toBe(17);
    expect(differences!.listed).toContainEqual(
      expect.objectContaining({
        scope: "board",
        unit: "month",
        modelId: null,
        wrong: expect.arrayContaining([{ measure: "scoreSum", has: "0", shouldHave: "0.5" }]),
      }),
    );
  });

  it("finds all equal after a rebuild beside four writers", async () => {
    await using server = await serverOn(database);
    const client = clientOf(server);
    await recordRuns(client, "before", 3);
    const over = new AbortController();
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let round = 0; !over.signal.aborted; round++) await recordRuns(client, `${writer}-${round}`, 1);
    });
    for (let rebuild = 0; rebuild < 3; rebuild++) expect((await facts(server, "rebuild")).code).toBe(0);
    const beside = await facts(server, "verify");
    over.abort();
    await Promise.all(writers);
    expect(beside.code).toBe(0);
    expect((await facts(server, "verify")).code).toBe(0);
    const runs = (await client.runs.list.query({ limit: 100 })).runs.length;
    expect(runs).toBeGreaterThan(7);
  });

  it("cannot judge where the server is away, and says so in one line", async () => {
    const server = await serverOn(database);
    await server.stop("SIGKILL");
    const { code, stdout, stderr } = await facts(server, "verify");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^not judged: cannot reach the server at .*\n$/);
    expect((await facts(server, "rebuild")).code).toBe(1);
    expect((await facts(server, "status")).code).toBe(1);
    expect((await facts(server, "sweep")).code).toBe(2);
  });
});

describe("a board whose reporting zone was changed", () => {
  it("is at once what a fresh server in that zone says, and has its facts soon", async () => {
    const zone = "Asia/Kolkata";
    await using berlin = await serverOn(database, "Europe/Berlin");
    await recordRuns(clientOf(berlin), "nightly", 3);
    await multiplyRuns(database.url, 500);
    await berlin.stop("SIGTERM");
    const copy = await createPostgresqlDatabase(providedDatabases().postgresqlUrl, database.url);
    await executeSql(
      copy.url,
      "delete from facts; delete from fact_histograms; delete from fact_generations",
    );

    await using changed = await serverOn(database, zone, ["--change-time-zone"]);
    await using fresh = await serverOn(copy, zone, ["--change-time-zone"]);
    // At the same moment, or an hour may pass in between.
    const [atOnce, expected] = await Promise.all([changed, fresh].map(clientOf).map(everyBoard));
    expect(atOnce).toEqual(expected);
    for (const server of [changed, fresh]) {
      await expect.poll(async () => (await clientOf(server).facts.status.query()).runs).toBe(1_503);
      expect((await facts(server, "verify")).code).toBe(0);
      expect(await server.stop("SIGTERM")).toBe(0);
    }
    await copy.drop();
  });
});

describe("a rebuild of many runs", () => {
  it("goes on when nobody watches, survives kill -9 and is finished by the next start", async () => {
    {
      await using server = await serverOn(database);
      await recordRuns(clientOf(server), "nightly", 1);
      await multiplyRuns(database.url, 40_000);
      const { startedAt } = (await clientOf(server).facts.rebuild.mutate()).rebuild!;
      await expect.poll(() => progressOf(server), { interval: 20 }).toBeGreaterThanOrEqual(5_000);
      // Whoever asks meanwhile joins.
      expect((await clientOf(server).facts.rebuild.mutate()).rebuild!.startedAt).toBe(startedAt);
      expect((await clientOf(server).facts.status.query()).rebuild).toMatchObject({
        totalRuns: 40_001,
        endedAt: null,
      });
      await server.stop("SIGKILL");
    }
    {
      await using server = await serverOn(database);
      await recordRuns(clientOf(server), "meanwhile", 1);
      await expect.poll(() => progressOf(server), { interval: 20 }).toBeGreaterThanOrEqual(10_000);
      expect(await server.stop("SIGTERM")).toBe(0);
      expect(server.output()).not.toContain("could not");
    }
    await using server = await serverOn(database);
    await expect
      .poll(() => clientOf(server).facts.status.query(), { timeout: 60_000 })
      .toMatchObject({ runs: 40_002, rebuild: { endedAt: expect.any(String), error: null } });
    const verified = await facts(server, "verify");
    expect([verified.code, verified.stdout]).toEqual([0, ""]);
    expect(verified.stderr).toMatch(/\ncompared \d+,000 of 40,002 runs\n/);
  });
});

/** Records so many runs of two results each, one right and one wrong. */
async function recordRuns(client: Client, name: string, runs: number): Promise<void> {
  for (let index = 0; index < runs; index++) {
    await recordRun(client, {
      start: {
        externalId: `${name}-${index}`,
        model: { provider: "openai", name: "gpt-4o" },
        dataset: { name: "capitals" },
        prompt: { name: "capitals", text: "Name the capital of {{country}}." },
      },
      results: [1, 0].map((score, item) => ({ itemKey: `item-${item}`, score, latencyMs: 100 + item })),
    });
  }
}

/** Adds so many copies of each run, one an hour back in time: the server's facts know nothing of them. */
async function multiplyRuns(databaseUrl: string, copies: number): Promise<void> {
  const same = `status, model_id, dataset_id, prompt_version_id, average_score, total_items, passed_items, perfect_items,
    partial_items, failed_items, errored_items, unscored_items, latency_ms, measured_items, input_counted_items,
    output_counted_items, priced_items, metrics, items_hash`;
  await executeSql(
    databaseUrl,
    `insert into runs (id, external_id, started_at, completed_at, ${same})
     select gen_random_uuid(), external_id || '-copy-' || n, started_at - n * interval '1 hour',
       completed_at - n * interval '1 hour', ${same}
     from runs, generate_series(1, ${copies}) n`,
  );
}

async function progressOf(server: ServerUnderTest): Promise<number> {
  return (await clientOf(server).facts.status.query()).rebuild?.runs ?? 0;
}

/** The board of every period, without when it was computed. */
async function everyBoard(client: Client) {
  return Promise.all(
    NamedPeriod.options.map(async (period) => {
      const { generatedAt: _, freshForMs: __, ...board } = await client.stats.get.query(period);
      return board;
    }),
  );
}
