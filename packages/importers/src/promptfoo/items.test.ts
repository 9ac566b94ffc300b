import { expect, it } from "vitest";
import { hash } from "../hash.ts";
import type { Row } from "./file.ts";
import { itemKeyOf } from "./rows.ts";

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
