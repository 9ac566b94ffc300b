import { createClient, EvalBoardError } from "@evalboard/client";
import { engines } from "@evalboard/db/testing";
import { describe, expect, it } from "vitest";
import { databaseEnv } from "../harness/database-env.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { boardDir } from "../harness/board-folder.ts";

const kills = Number(process.env["KILLS"] ?? 2);
const writers = 8;
const resultsOfRun = 3;

describe.each(engines)("kill -9 while runs are recorded, on %s", (engine) => {
  it("loses no run whose completion was answered and leaves none half complete", async () => {
    await using folder = await boardDir();
    await using database = await databaseEnv(engine);
    const start = () => startServer({ cwd: folder.path, env: database.env });
    const answered = new Set<string>();

    for (let round = 0; round < kills; round++) {
      await using server = await start();
      const enough = answered.size + 3 + (round % 7) * 2;
      const all = Array.from({ length: writers }, (_, writer) =>
        recordUntilBroken(server, `${round}-${writer}`, answered),
      );
      await expect.poll(() => answered.size, { timeout: 60_000, interval: 1 }).toBeGreaterThanOrEqual(enough);
      await server.stop("SIGKILL");
      await Promise.all(all);
    }

    await using server = await start();
    const client = createClient({ url: server.url });
    const stored = await everyRun(client);
    const completed = stored.filter((run) => run.status === "completed");
    expect(answered.size).toBeGreaterThan(kills * 3);
    expect([...answered].filter((runId) => !completed.some((run) => run.id === runId))).toEqual([]);
    for (const run of completed) {
      expect(run).toMatchObject({
        totalItems: resultsOfRun,
        averageScore: 0.5,
        perfectItems: 1,
        failedItems: 1,
      });
      expect((await client.runs.results.query({ runId: run.id })).results).toHaveLength(resultsOfRun);
    }
    for (const run of stored.filter(({ status }) => status === "running")) {
      expect(run).toMatchObject({ totalItems: null, averageScore: null, completedAt: null });
    }
    expect(new Set(stored.map((run) => run.externalId)).size).toBe(stored.length);
    expect(await verifiedFacts(client)).toMatchObject({ error: null, differences: { differingRows: 0 } });
    const said = {
      engine,
      kills,
      answered: answered.size,
      completed: completed.length,
      stored: stored.length,
    };
    if (kills > 2) process.stdout.write(`${JSON.stringify(said)}\n`);
  });
});

/** Records run after run until the server is gone; notes each run whose completion was answered. */
async function recordUntilBroken(
  server: ServerUnderTest,
  writer: string,
  answered: Set<string>,
): Promise<void> {
  const client = createClient({ url: server.url });
  for (let index = 0; index < 1_000; index++) {
    try {
      const { runId } = await client.runs.record.start.mutate({
        externalId: `${writer}-${index}`,
        model: { provider: "openai", name: "gpt-4o" },
        dataset: { name: "capitals" },
        prompt: { name: "capitals", text: "Name the capital." },
      });
      const results = [1, 0.5, 0].map((score, item) => ({ itemKey: `item-${item}`, score }));
      await client.runs.record.addResults.mutate({ runId, results });
      await client.runs.record.complete.mutate({ runId });
      answered.add(runId);
    } catch (error) {
      if (!(error instanceof EvalBoardError)) throw error;
      if (error.kind === "network") return;
      // A server that has too much to do says so; what was begun stays as it is.
      if (error.kind !== "unavailable") throw error;
    }
  }
}

/** The facts against the runs, once they are there and have been compared. */
async function verifiedFacts(client: ReturnType<typeof createClient>) {
  await expect.poll(async () => (await client.facts.status.query()).runs).not.toBeNull();
  await client.facts.verify.mutate();
  const ended = async () => (await client.facts.status.query()).verification?.endedAt ?? null;
  await expect.poll(ended).not.toBeNull();
  return (await client.facts.status.query()).verification;
}

async function everyRun(client: ReturnType<typeof createClient>) {
  const runs = [];
  let cursor: string | null | undefined;
  do {
    const page = await client.runs.list.query({ limit: 100, cursor });
    runs.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return runs;
}
