import type { BoardFilter, StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SubjectNotFound } from "./narrowing.ts";
import { createStatsReader } from "./stats.ts";
import { answering, type BoardRun, completedRun } from "./testing/board.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";
import { ownNames } from "./testing/names.ts";

const at = new Date();
/** The first two of each are one; of the first two prompts the texts of their oldest and newest version are. */
const names = {
  models: ownNames.models.with(1, 0),
  datasets: ownNames.datasets.with(1, 0),
  prompts: ownNames.prompts.with(1, 0),
};

/** Without when it was asked for, and without the tags that say which runs are meant. */
function figuresOf({ generatedAt: _then, freshForMs: _left, ...report }: StatsReport): unknown {
  return JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === "tags" ? undefined : value)));
}

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
    await replaceBoard(
      orm,
      [0, 1, 2].map((index) =>
        completedRun({ at, model: index, dataset: index, promptVersion: index * 3, label: `${index}` }),
      ),
      names,
    );
  });
  afterAll(() => orm.close());

  const get = async (where: BoardFilter) => {
    const stats = createStatsReader({ orm, timeZone: "UTC" });
    try {
      return await stats.get({ period: "7d", where });
    } finally {
      await stats.close();
    }
  };

  test.each([
    ["modelId", "model"],
    ["datasetId", "dataset"],
    ["promptId", "prompt"],
    ["promptVersionId", "prompt version"],
  ])("says of an unknown %s that there is no such %s", async (field, kind) => {
    const id = idOf("run", 99);
    const asked = get({ modelId: idOf("model", 0), [field]: id });
    await expect(asked).rejects.toBeInstanceOf(SubjectNotFound);
    await expect(asked).rejects.toThrow(`${field}: no ${kind} ${id} here`);
  });

  test("a label or a tag that no run has is a board without runs", async () => {
    expect((await get({ label: "none" })).summary.runs).toBe(0);
    expect((await get({ tags: { branch: "none" } })).summary.runs).toBe(0);
  });

  test.each(["model", "dataset", "prompt"] as const)(
    "a %s that was merged into another is that one, with the runs of both",
    async (kind) => {
      for (const index of [0, 1]) {
        const { where, summary } = await get({ [`${kind}Id`]: idOf(kind, index) });
        expect([where, summary.runs]).toEqual([{ [`${kind}Id`]: idOf(kind, 0) }, 2]);
      }
      expect((await get({ [`${kind}Id`]: idOf(kind, 2) })).summary.runs).toBe(1);
    },
  );

  test("a prompt version whose text another of the merged prompt has is that one", async () => {
    // The newest of the first prompt and the oldest of the second.
    const { where, summary } = await get({ promptVersionId: idOf("promptVersion", 5) });
    expect([where, summary.runs]).toEqual([{ promptVersionId: idOf("promptVersion", 0) }, 1]);
  });

  test("what is narrowed by several is the runs of all of them, however they were recorded", async () => {
    const both = { modelId: idOf("model", 1), datasetId: idOf("dataset", 1), promptId: idOf("prompt", 1) };
    expect((await get(both)).summary.runs).toBe(2);
    expect((await get({ ...both, label: "0" })).summary.runs).toBe(1);
    expect((await get({ ...both, modelId: idOf("model", 2) })).summary.runs).toBe(0);
  });

  test("a tag that all runs have gives the whole board's figures to the digit, and one that nearly all have its changes too", async () => {
    const shared = Array.from({ length: 48 }, (_, index): BoardRun => {
      const scores = Array.from(
        { length: 12 },
        (_item, item) => [1, 0.9, 1 / 3, 0][(item * index + item) % 4] ?? 0,
      );
      const of = { model: index % 2, dataset: index % 4 < 2 ? 0 : 2, promptVersion: index % 3 };
      const tags = { branch: "main", ...(index > 0 && { host: "a" }) };
      return completedRun({
        at: new Date(at.getTime() - index * 3_600_000),
        ...of,
        ...answering(scores),
        tags,
      });
    });
    await replaceBoard(orm, shared, names);
    await rebuildFacts({ orm, timeZone: "UTC", now: at });
    const whole = await get({});
    const all = await get({ tags: { branch: "main" } });
    expect(whole.promptChanges).toMatchObject([{ newer: { runs: 16 }, verdict: expect.any(String) }]);
    expect(figuresOf(all)).toEqual(figuresOf(whole));
    const nearly = await get({ tags: { branch: "main", host: "a" } });
    expect(nearly.summary.runs).toBe(47);
    expect(nearly.promptChanges).toMatchObject([{ verdict: whole.promptChanges[0]?.verdict }]);
  });
});
