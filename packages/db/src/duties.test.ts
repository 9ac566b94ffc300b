import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDuties } from "./duties.ts";
import { Duty } from "./entities/servers.ts";
import type { Orm } from "./orm.ts";
import { createTestOrm } from "./testing/create-test-orm.ts";

describe("a duty on postgresql", () => {
  let orm: Orm;
  const rows = () => orm.em.fork().find(Duty, {});

  beforeAll(async () => {
    orm = await createTestOrm("postgresql");
  });
  beforeEach(() => orm.em.fork().nativeDelete(Duty, {}));
  afterAll(() => orm.close());

  test("is done by one of many who attempt it at once", async () => {
    let [doing, most, done] = [0, 0, 0];
    const attempt = () =>
      createDuties(orm).attempt("alerts", async () => {
        doing += 1;
        most = Math.max(most, doing);
        await expect.poll(async () => (await rows()).length).toBe(1);
        doing -= 1;
        done += 1;
      });
    const attempts = await Promise.all(Array.from({ length: 20 }, attempt));
    expect(most).toBe(1);
    expect(done).toBe(attempts.filter(Boolean).length);
    expect(attempts).toContain(null);
    expect(await rows()).toEqual([]);
  });

  test("is free again when it was done, and when it failed", async () => {
    const { attempt } = createDuties(orm);
    expect(await attempt("facts", async () => 1)).toEqual({ done: 1 });
    await expect(attempt("facts", () => Promise.reject(new Error("broke")))).rejects.toThrow("broke");
    expect(await attempt("facts", async () => 1)).toEqual({ done: 1 });
  });

  test("keeps nobody from another one", async () => {
    const { attempt } = createDuties(orm);
    let other: unknown;
    await attempt("facts", async () => {
      other = await attempt("retention", async () => {});
    });
    expect(other).toEqual({ done: undefined });
  });

  test("of who was killed is another's a while later, and stays so", async () => {
    const holder = "019ab000-0000-7000-8000-000000000001";
    const heldFor = (ms: number) => ({ name: "alerts", holder, heldUntil: new Date(Date.now() + ms) });
    const { attempt } = createDuties(orm);
    await orm.em.fork().insert(Duty, heldFor(60_000));
    expect(await attempt("alerts", async () => {})).toBeNull();
    await orm.em.fork().nativeUpdate(Duty, { name: "alerts" }, heldFor(-1_000));
    const seen: Duty[] = [];
    expect(await attempt("alerts", async () => seen.push(...(await rows())))).toEqual({ done: 1 });
    expect(seen[0]?.holder).not.toBe(holder);
    const leftMs = seen[0]!.heldUntil.getTime() - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(16_000);
  });
});

test("on PGlite is done by who attempts it, without a row", async () => {
  const orm = await createTestOrm("pglite");
  const { attempt } = createDuties(orm);
  const rows = await attempt("alerts", async () => {
    expect(await attempt("alerts", async () => 1)).toEqual({ done: 1 });
    return orm.em.fork().find(Duty, {});
  });
  expect(rows).toEqual({ done: [] });
  await orm.close();
});
