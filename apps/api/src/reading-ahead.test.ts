import { AddResults, StartRun } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { createKeptFigures } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startReadingAhead } from "./reading-ahead.ts";

const timeZone = "UTC";

describe.each(engines)("a server that starts on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await prepareFacts({ orm, timeZone, now: new Date() });
    const runs = createRunStore({ orm, timeZone });
    const started = StartRun.parse({
      externalId: "run",
      model: { provider: "provider", name: "model" },
      dataset: { name: "dataset" },
      prompt: { name: "prompt", text: "text" },
    });
    const { runId } = await runs.start(started);
    await runs.addResults(AddResults.parse({ runId, results: [{ itemKey: "item", score: 1 }] }));
    await runs.complete({ runId });
  });
  afterAll(() => orm.close());

  const readAhead = (replaced: Partial<Pick<Orm, "em">> = {}) => {
    const kept = createKeptFigures();
    const told: unknown[] = [];
    const log = { debug: (error: unknown) => void told.push(error) };
    const reading = startReadingAhead({
      orm: { em: orm.em, load: orm.load, ...replaced },
      replicas: undefined,
      kept,
      timeZone,
      log,
    });
    return { kept, told, reading };
  };
  const isRead = engine === "postgresql";

  test(
    isRead ? "has read the items of the first board" : "has nobody wait for its one connection",
    async () => {
      const { kept, told, reading } = readAhead();
      if (isRead) await expect.poll(() => kept.windowItems.size, { timeout: 30_000 }).toBe(1);
      await reading.close();
      expect([kept.windowItems.size, told]).toEqual([isRead ? 1 : 0, []]);
    },
  );

  test("starts all the same where they cannot be read", async () => {
    const broken = new Error("away");
    const em = { fork: () => ({ transactional: () => Promise.reject(broken) }) } as unknown as Orm["em"];
    const { kept, told, reading } = readAhead({ em });
    if (isRead) await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
    await reading.close();
    expect([kept.windowItems.size, told]).toEqual([0, isRead ? [broken] : []]);
  });

  test("stops before it has begun, and says nothing of it", async () => {
    const { kept, told, reading } = readAhead();
    await reading.close();
    expect([kept.windowItems.size, told]).toEqual([0, []]);
  });
});
