import type { BoardFilter } from "@evalboard/contract";
import { Alert, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { createWatchReader } from "@evalboard/stats";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkBoard } from "./alerts.ts";
import { deliverAlerts, type Send } from "./delivery.ts";
import { boardOfTest, changeOf, modelWith } from "./testing/board-of-test.ts";
import { brokenModelId, insertCrowd, worseVersionId } from "./testing/insert-crowd.ts";

const minute = 60_000;
const watched = { allowedErrorRate: 0.1, where: {} };

describe.each(engines)("alerts on %s", (engine) => {
  let orm: Orm;
  let now = new Date("2026-11-23T12:00:00Z");
  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  afterAll(() => orm.close());
  beforeEach(() => orm.em.fork().nativeDelete(Alert, {}));

  const check = (say: Parameters<typeof boardOfTest>[0]) =>
    checkBoard(orm.em.fork(), boardOfTest(say), watched, now);
  const deliver = (send: Send) =>
    deliverAlerts(
      orm.em.fork(),
      send,
      () => now,
      () => {},
    );
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const sent: { id: string; body: string }[] = [];
  const receive: Send = async (message) => void sent.push(message);
  beforeEach(() => {
    sent.length = 0;
  });

  test("tells of a worse prompt once, in words and with the board's figures", async () => {
    await check(() => ({ promptChanges: [changeOf("worse"), changeOf("improved")] }));
    await check(() => ({ promptChanges: [changeOf("worse")] }));
    await deliver(receive);
    await check(() => ({ promptChanges: [] }));
    await check(() => ({ promptChanges: [changeOf("worse")] }));
    await deliver(receive);
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual([
      {
        type: "prompt.worse",
        timestamp: now.toISOString(),
        text: 'Prompt "extract": version 2 is worse than version 1, mean score −0.081 over 280 shared items, in 38 and 38 runs',
        path: "/prompts/019ab000-0000-7000-8000-000000000001?period=7d",
        data: changeOf("worse"),
      },
    ]);
  });

  test("says nothing of a change that is not worse", async () => {
    await check(() => ({
      promptChanges: [changeOf("improved"), changeOf("no clear change"), changeOf("too little to say")],
    }));
    expect(await orm.em.fork().count(Alert)).toBe(0);
  });

  test("waits with a worse prompt until it is surely worse, beside all prompts", async () => {
    const unsure = { ...changeOf("worse"), pValue: 0.0004, adjustedPValue: 0.01 };
    await check(() => ({ promptChanges: [unsure] }));
    expect(await orm.em.fork().count(Alert)).toBe(0);
    await check(() => ({ promptChanges: [{ ...unsure, adjustedPValue: 0.0099 }] }));
    expect(await orm.em.fork().count(Alert)).toBe(1);
  });

  test("tells of an error rate beyond chance, and again only after it has fallen in between", async () => {
    await check(() => ({ models: [modelWith(1, 3)] }));
    expect(await orm.em.fork().count(Alert)).toBe(0);
    await check(() => ({ models: [modelWith(30, 100)] }));
    await check(() => ({ models: [modelWith(11, 100)] }));
    await check(() => ({ models: [modelWith(30, 100)] }));
    expect(await orm.em.fork().count(Alert)).toBe(1);
    await check(() => ({ models: [modelWith(5, 100)] }));
    await check(() => ({ models: [modelWith(30, 100)] }));
    expect(await orm.em.fork().count(Alert)).toBe(2);
    await deliver(receive);
    expect(JSON.parse(sent[0]!.body)).toMatchObject({
      type: "model.error_rate",
      text:
        "Model openai/gpt-4o: 30% (30 of 100) of its calls broke in the last 24 hours, more than 10%; " +
        "of its scored answers 80% passed (56 of 70)",
      data: { erroredItems: 30, items: 100, allowedErrorRate: 0.1 },
    });
  });

  test("says nothing of answers that nobody has scored, however many", async () => {
    await check(() => ({ models: [modelWith(0, 1_000, { unscoredItems: 1_000 })] }));
    // 3 of 1 000 calls broke: beside them none is scored.
    await check(() => ({ models: [modelWith(3, 1_000, { unscoredItems: 997 })] }));
    expect(await orm.em.fork().count(Alert)).toBe(0);
    await check(() => ({ models: [modelWith(300, 1_000, { unscoredItems: 700 })] }));
    await deliver(receive);
    expect(sent.map(({ body }) => JSON.parse(body).text)).toEqual([
      "Model openai/gpt-4o: 30% (300 of 1000) of its calls broke in the last 24 hours, more than 10%",
    ]);
  });

  test("names the runs that it looks at, where it does not look at all", async () => {
    const where = { label: "main", tags: { team: "search", tier: "prod" } };
    const board = boardOfTest(() => ({ promptChanges: [changeOf("worse")], models: [modelWith(30, 100)] }));
    await checkBoard(orm.em.fork(), board, { allowedErrorRate: 0.1, where }, now);
    await deliver(receive);
    const words = ", in runs labelled main with team=search, tier=prod";
    expect(
      sent.map(({ body }): string => JSON.parse(body).text).toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual([
      `Model openai/gpt-4o: 30% (30 of 100) of its calls broke in the last 24 hours${words}, more than 10%; ` +
        "of its scored answers 80% passed (56 of 70)",
      `Prompt "extract": version 2 is worse than version 1, mean score −0.081 over 280 shared items, in 38 and 38 runs${words}`,
    ]);
  });

  test("raises and closes nothing where one of its questions finds no answer", async () => {
    await check(() => ({ models: [modelWith(30, 100)] }));
    let asked = 0;
    const away = check(() => {
      asked += 1;
      if (asked === 2) throw new Error("the database is away");
      return { promptChanges: [changeOf("worse")] };
    });
    await expect(away).rejects.toThrow("the database is away");
    const alerts = await orm.em.fork().find(Alert, {});
    expect(alerts.map(({ type, clearedAt }) => [type, clearedAt])).toEqual([["model.error_rate", null]]);
  });

  test("sends the same bytes again when they are due, until they arrive", async () => {
    await check(() => ({ promptChanges: [changeOf("worse")] }));
    const tried: { id: string; body: string }[] = [];
    const refuse: Send = async (message) => {
      tried.push(message);
      throw new Error("the receiver answered 500");
    };
    await deliver(refuse);
    await deliver(refuse);
    expect(tried).toHaveLength(1);
    later(minute / 2);
    await deliver(refuse);
    later(minute / 2);
    await deliver(receive);
    expect(sent).toEqual([]);
    later(minute / 2);
    await deliver(receive);
    later(60 * minute);
    await deliver(receive);
    expect(sent).toEqual([tried[0]]);
    expect(tried).toEqual([tried[0], tried[0]]);
    const alert = await orm.em.fork().findOneOrFail(Alert, { type: "prompt.worse" });
    expect([alert.attempts, alert.nextAttemptAt, alert.lastError]).toEqual([3, null, null]);
  });

  test("two processes at once raise one alert and send it once", async () => {
    const say = () => ({ promptChanges: [changeOf("worse")] });
    await Promise.all([check(say), check(say), check(say)]);
    await Promise.all([deliver(receive), deliver(receive), deliver(receive)]);
    expect(sent).toHaveLength(1);
  });
});

describe.each(engines)("a board too large for its lists on %s", (engine) => {
  const now = new Date("2026-11-23T12:00:00Z");
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCrowd(orm, { models: 102, prompts: 11, now });
  });
  afterAll(() => orm.close());
  beforeEach(() => orm.em.fork().nativeDelete(Alert, {}));

  const check = (where: Pick<BoardFilter, "label" | "tags"> = {}) =>
    checkBoard(orm.em.fork(), createWatchReader({ orm, timeZone: "UTC" }), { ...watched, where }, now);
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

  // The last test here: it labels runs.
  test("looks at the runs with a label and tags alone where the settings say so", async () => {
    const raisedWith = async (where: Parameters<typeof check>[0]) => {
      await orm.em.fork().nativeDelete(Alert, {});
      await check(where);
      return [await raised("model.error_rate"), await raised("prompt.worse")].map((alerts) => alerts.length);
    };
    await orm.em
      .fork()
      .nativeUpdate(Run, { model: brokenModelId }, { label: "main", tags: { team: "search", tier: "prod" } });
    expect(await raisedWith({})).toEqual([1, 1]);
    expect(await raisedWith({ label: "nightly" })).toEqual([0, 0]);
    expect(await raisedWith({ label: "main", tags: { team: "search" } })).toEqual([1, 0]);
    expect(await raisedWith({ label: "main", tags: { team: "ads" } })).toEqual([0, 0]);
  });
});
