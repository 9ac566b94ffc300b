import { Alert, type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { createWatchReader } from "@evalboard/stats";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkBoard } from "./alerts.ts";
import { brokenModelId, insertCrowd, worseVersionId } from "./testing/insert-crowd.ts";

const now = new Date("2026-11-23T12:00:00Z");

describe.each(engines)("a board too large for its lists on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCrowd(orm, { models: 102, prompts: 11, now });
  });
  afterAll(() => orm.close());
  beforeEach(() => orm.em.fork().nativeDelete(Alert, {}));

  const check = () => checkBoard(orm.em.fork(), createWatchReader({ orm, timeZone: "UTC" }), 0.1, now);
  const raised = async (type: string) =>
    (await orm.em.fork().find(Alert, { type })).map(({ subjectId, clearedAt }) => ({ subjectId, clearedAt }));

  test("raises of the model that only errors, though a hundred rank before it, and keeps it open", async () => {
    await check();
    await check();
    expect(await raised("model.error_rate")).toEqual([{ subjectId: brokenModelId, clearedAt: null }]);
  });

  test("does not take for recovered what a hundred others have pushed off the list", async () => {
    await orm.em.fork().insert(Alert, {
      id: brokenModelId,
      type: "model.error_rate",
      subjectId: brokenModelId,
      body: "{}",
      raisedAt: now,
      attempts: 0,
    });
    await check();
    expect(await raised("model.error_rate")).toEqual([{ subjectId: brokenModelId, clearedAt: null }]);
  });

  test("raises of the worse prompt, though ten newer ones stand before it", async () => {
    await check();
    expect(await raised("prompt.worse")).toEqual([{ subjectId: worseVersionId, clearedAt: null }]);
  });
});
