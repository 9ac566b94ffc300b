import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createStatsReader } from "./stats.ts";
import { completedRun } from "./testing/board.ts";
import { insertCatalogue, insertRun } from "./testing/insert-board.ts";

const now = new Date("2026-03-10T20:00:00Z");

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
    await insertRun(orm, completedRun({ at: now }), 0);
  });
  beforeEach(() => {
    vi.useFakeTimers({ now, toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(() => orm.close());

  test("reads the board in days of the zone and shows a completion when its minute is over", async () => {
    const stats = createStatsReader({ orm, timeZone: "Asia/Kolkata" });
    const first = await stats.get("7d");
    await insertRun(orm, completedRun({ at: now }), 1);
    vi.advanceTimersByTime(59_999);
    const cached = await stats.get("7d");
    vi.advanceTimersByTime(1);
    const next = await stats.get("7d");
    expect([first, cached, next].map(({ summary }) => summary.runs)).toEqual([1, 1, 2]);
    expect([first.timeZone, first.window.to]).toEqual(["Asia/Kolkata", "2026-03-11T18:30:00.000Z"]);
    await stats.close();
  });

  // The last test here: it closes the database of all.
  test("goes on with the last answer when the database is gone, and says what failed", async () => {
    const failures: unknown[] = [];
    const stats = createStatsReader({ orm, timeZone: "UTC", onError: (error) => failures.push(error) });
    const last = await stats.get("7d");
    await orm.close();
    vi.advanceTimersByTime(60_000);
    expect(await stats.get("7d")).toEqual({ ...last, stale: true, freshForMs: 0 });
    await expect(stats.get("30d")).rejects.toBeInstanceOf(Error);
    expect(failures).toHaveLength(2);
    await stats.close();
  });
});
