import { expect, it } from "vitest";
import { expectedOf } from "./expected-of.ts";
import type { Assertion } from "./row.ts";

const expected = (assert: Assertion[], vars: Record<string, unknown> = {}) =>
  expectedOf({
    promptIdx: 0,
    testIdx: 0,
    provider: { id: "echo" },
    failureReason: 0,
    score: 1,
    vars,
    testCase: { assert },
  });

it("is the value alone where the answer has to equal it", () => {
  expect(expected([{ type: "equals", value: "Paris" }])).toBe("Paris");
  expect(expected([{ type: "equals", value: { city: "Paris" } }])).toBe('{"city":"Paris"}');
});

it("is a line for each of several assertions, sets taken apart", () => {
  const set = { type: "assert-set", assert: [{ type: "contains", value: "a" }, { type: "is-json" }] };
  expect(expected([{ type: "equals", value: 4 }, { type: "contains-any", value: ["Paris", 7] }, set])).toBe(
    "equals: 4\ncontains-any: Paris, 7\ncontains: a\nis-json",
  );
});

it("fills in the variables that it can, never what objects inherit", () => {
  const assert = [{ type: "contains", value: "{{ city }}, {{list}}, {{constructor}}" }];
  expect(expected(assert, { city: "Paris", list: [1] })).toBe("contains: Paris, {{list}}, {{constructor}}");
});

it("shows no folder of a file", () => {
  expect(expected([{ type: "javascript", value: "file:///home/me/check.mjs" }])).toBe(
    "javascript: check.mjs",
  );
});

it("is null where nothing is asserted", () => {
  expect(expected([])).toBeNull();
});
