import { createClient, type Client } from "@evalboard/client";
import { engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseEnv } from "../harness/database-env.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { boardDir } from "../harness/board-folder.ts";

describe.each(engines)("a recording that is sent again, on %s,", (engine) => {
  const closing: AsyncDisposable[] = [];
  let server: ServerUnderTest;
  let client: Client;

  beforeAll(async () => {
    const folder = await boardDir();
    const database = await databaseEnv(engine);
    server = await startServer({ cwd: folder.path, env: database.env });
    client = createClient({ url: server.url });
    closing.push(server, database, folder);
  });
  afterAll(async () => {
    for (const part of closing) await part[Symbol.asyncDispose]();
  });

  const startOf = (externalId: string, dataset = "capitals") => ({
    externalId,
    model: { provider: "openai", name: "gpt-4o" },
    dataset: { name: dataset },
    prompt: { name: "capitals", text: "Name the capital." },
  });
  const results = [1, 0.5, 0].map((score, item) => ({ itemKey: `item-${item}`, score }));
  const steps = {
    start: (externalId: string) => client.runs.record.start.mutate(startOf(externalId)),
    add: (runId: string) => client.runs.record.addResults.mutate({ runId, results }),
    complete: (runId: string) => client.runs.record.complete.mutate({ runId }),
  };
  async function sendWhole(externalId: string): Promise<string> {
    const { runId } = await steps.start(externalId);
    await steps.add(runId);
    await steps.complete(runId);
    return runId;
  }
  /** So many at once wait for a connection for longer than they may: such a call is to be sent again. */
  async function untilAnswered<T>(send: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await send();
      } catch (error) {
        const { data } = error as { data?: { httpStatus?: number } };
        if (data?.httpStatus !== 503) throw error;
      }
    }
  }
  async function expectOnce(externalId: string): Promise<void> {
    const { runs } = await client.runs.list.query({ externalId });
    expect(runs.map(({ status, totalItems, averageScore }) => [status, totalItems, averageScore])).toEqual([
      ["completed", 3, 0.5],
    ]);
    expect((await client.runs.results.query({ runId: runs[0]!.id })).results).toHaveLength(3);
  }

  it("by fifty at once is one run", async () => {
    // A late one may find the run completed: what it adds is there already.
    const ids = await Promise.all(Array.from({ length: 50 }, () => untilAnswered(() => sendWhole("fifty"))));
    expect(new Set(ids).size).toBe(1);
    await expectOnce("fifty");
  });

  it("is as sent once, whichever step is sent again, and how often", async () => {
    const orders: (keyof typeof steps)[][] = [
      ["start", "start", "add", "add", "complete", "complete"],
      ["start", "add", "start", "add", "complete", "add", "start", "complete"],
      ["start", "add", "complete", "start", "add", "complete", "start", "add", "complete"],
    ];
    for (const [index, order] of orders.entries()) {
      const externalId = `retried-${index}`;
      let runId = "";
      for (const step of order) {
        if (step === "start") ({ runId } = await steps.start(externalId));
        else await steps[step](runId);
      }
      await expectOnce(externalId);
    }
  });

  it("with another body is refused, and changes nothing", async () => {
    const runId = await sendWhole("other");
    const conflict = { data: { httpStatus: 409 } };
    await expect(client.runs.record.start.mutate(startOf("other", "sums"))).rejects.toMatchObject(conflict);
    for (const changed of [
      { ...results[0]!, score: 0.9 },
      { itemKey: "new", score: 1 },
    ]) {
      const added = client.runs.record.addResults.mutate({ runId, results: [changed] });
      await expect(added).rejects.toMatchObject(conflict);
    }
    await expect(client.runs.record.fail.mutate({ runId, error: "late" })).rejects.toMatchObject(conflict);
    await expectOnce("other");
  });
});
