import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunResult } from "./entities/run-result.ts";
import { Run } from "./entities/run.ts";
import { insertRows, updateRows } from "./many-rows.ts";
import type { Orm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import { id, insertReferences, insertRows as insertSamples, runningRun } from "./testing/sample-rows.ts";

const awkward = `it's \\ "$1" ? \\u0041 \t\n € 🜁`;
const stored = (position: number) => ({
  run: id,
  position,
  itemKey: `${awkward}${position}`,
  repeat: 1,
  input: null,
  output: awkward,
  score: 1 / 3,
  passed: false,
  metrics: { tone: awkward, length: 1e-100 },
  latencyMs: 0.1,
  inputTokens: 3_000_000_000,
  cached: null,
  textReplaced: false,
});

describe.each(engines)("many rows on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertReferences(orm);
    await insertSamples(orm, "runs", runningRun);
  });
  afterAll(() => orm.close());

  test("are stored to the digit and the character, in the transaction of their entity manager", async () => {
    const properties = Object.keys(stored(1)) as (keyof ReturnType<typeof stored>)[];
    const insert = (...positions: number[]) =>
      orm.em.fork().transactional(async (em) => {
        await insertRows(em, RunResult, properties, positions.map(stored));
        if (positions.includes(9)) throw new Error("after them");
      });
    await expect(insert(8, 9)).rejects.toThrow("after them");
    await insert(1, 2);
    await expect(insert(3, 2)).rejects.toMatchObject({ code: "23505" });
    const rows = await orm.em.fork().find(RunResult, {}, { orderBy: { position: "asc" } });
    const { run: _run, ...first } = stored(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ ...first, run: { id } });
    expect(rows[1]).toMatchObject({ position: 2, itemKey: `${awkward}2` });
  });

  test("are changed where they have the id, and null where they say so", async () => {
    const change = { id, label: awkward, tags: { a: awkward }, source: null, startedAt: new Date(1_000) };
    const other = { ...change, id: "00000000-0000-7000-8000-000000000000" };
    const properties = ["label", "tags", "source", "startedAt"] as const;
    await updateRows(orm.em.fork(), Run, properties, [change, other]);
    expect(await orm.em.fork().find(Run, {})).toEqual([expect.objectContaining(change)]);
  });
});
