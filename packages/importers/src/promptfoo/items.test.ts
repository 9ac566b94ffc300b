import { describe, expect, it } from "vitest";
import equal from "../../fixtures/promptfoo/equal-variables.json" with { type: "json" };
import { hash } from "../hash.ts";
import { parse } from "../testing/parse.ts";
import type { Row } from "./file.ts";
import { itemKeyOf } from "./items.ts";

const key = (row: Partial<Pick<Row, "vars" | "testCase" | "testIdx">>) =>
  itemKeyOf({ promptIdx: 0, testIdx: 0, provider: { id: "echo" }, failureReason: 0, score: 1, ...row });

it("is the hash of the variables' canonical JSON", () => {
  expect(key({ vars: { b: [1, { d: 2, c: 3 }], a: "x" } })).toBe(hash('{"a":"x","b":[1,{"c":3,"d":2}]}', 32));
  expect(key({ vars: { word: "hello" } })).toMatch(/^[\da-f]{32}$/);
});

it("stays the same when the test moves and its assertions are edited", () => {
  const vars = { word: "hello" };
  expect(key({ vars, testIdx: 4, testCase: { assert: [{ type: "is-json" }] } })).toBe(key({ vars }));
});

it("is the test's description without variables, then its assertions, then its place", () => {
  const assert = [{ type: "equals", value: "Paris" }];
  expect(key({ vars: {}, testCase: { description: "nothing\ngiven", assert } })).toBe("nothing given");
  expect(key({ testCase: { assert } })).toBe(hash('[{"type":"equals","value":"Paris"}]', 32));
  expect(key({ testCase: { assert: [] }, testIdx: 2 })).toBe("test 3");
});

describe("tests of equal variables", () => {
  type Rows = typeof equal.results.results;
  const read = async (edit: (rows: Rows) => Rows = (rows) => rows) => {
    const results = edit(structuredClone(equal.results.results));
    const { runs } = await parse({ ...equal, results: { ...equal.results, results } });
    return runs.flatMap((run) => run.results);
  };
  const PLAIN = hash('{"question":"q"}', 32);
  const keyOf = (results: Awaited<ReturnType<typeof read>>, name: string) =>
    results.find(({ itemName }) => itemName === name)?.itemKey;

  it("are items of their own where they assert other things, each with its repeats", async () => {
    const results = await read();
    expect(results.map(({ itemName, repeat, score }) => [itemName, repeat, score])).toEqual([
      ["q · contains: Paris", 2, 1],
      ["q · contains: Seine", 1, 0],
      ["q · contains: Paris", 1, 1],
      ["on a river", 1, 1],
      ["q · contains: Seine", 2, 0],
      ["q3", 1, 1],
      ["on a river", 2, 1],
    ]);
    expect(new Set(results.map(({ itemKey }) => itemKey)).size).toBe(4);
  });

  it("leave the key of the variables to the test that stands first in the suite, whatever came after it", async () => {
    const both = await read();
    const alone = await read((rows) => rows.filter(({ testIdx }) => [0, 3, 4].includes(testIdx)));
    expect(keyOf(both, "q · contains: Paris")).toBe(PLAIN);
    expect(alone.map(({ itemKey, itemName, repeat }) => [itemKey === PLAIN, itemName, repeat])).toEqual([
      [true, "q", 2],
      [true, "q", 1],
      [false, "q3", 1],
    ]);
  });

  it("keep their keys where rows, and tests behind the first, stand in another order", async () => {
    const names = ["q · contains: Paris", "q · contains: Seine", "on a river"];
    const keysOf = (results: Awaited<ReturnType<typeof read>>) => names.map((name) => keyOf(results, name));
    const before = keysOf(await read());
    expect(keysOf(await read((rows) => rows.toReversed()))).toEqual(before);
    const places = new Map([
      [1, 2],
      [2, 1],
      [5, 6],
      [6, 5],
    ]);
    const moved = await read((rows) =>
      rows.map((row) => ({ ...row, testIdx: places.get(row.testIdx) ?? row.testIdx })),
    );
    expect(keysOf(moved)).toEqual(before);
  });

  it("keep the key of a description of their own when their assertions are edited", async () => {
    const before = keyOf(await read(), "on a river");
    const edited = await read((rows) => {
      const assert = [{ type: "contains", value: "river", threshold: 0.5 }];
      for (const { testCase } of rows) if (testCase.description) Object.assign(testCase, { assert });
      return rows;
    });
    expect([before === PLAIN, keyOf(edited, "on a river")]).toEqual([false, before]);
  });

  it("are repeats of one item where they assert the same, or a row does not hold its test", async () => {
    const same = await read((rows) => rows.filter(({ testIdx }) => testIdx === 0 || testIdx === 4));
    expect(same.map(({ itemKey, repeat }) => [itemKey, repeat])).toEqual([
      [PLAIN, 2],
      [PLAIN, 1],
    ]);
    const without = await read((rows) => {
      for (const row of rows) if (row.testIdx === 4) Object.assign(row, { testCase: undefined });
      return rows;
    });
    expect(without[0]).toMatchObject({ itemKey: PLAIN, repeat: 2 });
  });
});
