import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault } from "./json-fault.ts";

describe("findJsonFault", () => {
  it.each([
    ['{"a":1,}', 7],
    ['{"a":NaN}', 5],
    ['{"a":1} x', 8],
    ["[1 2]", 3],
    ["[1}", 2],
    ["{a:1}", 1],
    ['{"a" 1}', 5],
    ["[01]", 2],
    ['["a\nb"]', 3],
    ['["a\\x"]', 3],
    ["[1.]", 2],
    ["[tru]", 1],
    ["]", 0],
    ["[,1]", 1],
  ])("finds the fault in %j at %i", (text, at) => {
    expect(findJsonFault(text)).toBe(at);
  });

  it("gives the end where the text ends too early", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, length) => {
        const cut = json.slice(0, length % json.length);
        expect(findJsonFault(cut)).toBe(cut.length);
      }),
      { numRuns: 1_000 },
    );
    for (const cut of ["", " ", '["a\\', '["a\\u00', "[-", "[1.", "[1e", "[1.5e+", '{"a":nul']) {
      expect(findJsonFault(cut)).toBe(cut.length);
    }
  });

  it("finds no fault in what JSON.parse takes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(findJsonFault(text)).toBe(text.length);
      }),
    );
  });

  it("finds one in what JSON.parse refuses, and none before it", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("}", "]", ",", '"', "x", "\n"),
        (json, place, extra) => {
          const cut = place % (json.length + 1);
          const text = json.slice(0, cut) + extra + json.slice(cut);
          fc.pre(refused(text));
          const at = findJsonFault(text);
          expect(at).toBeLessThanOrEqual(text.length);
          expect(findJsonFault(text.slice(0, at))).toBe(at);
        },
      ),
    );
  });

  it("reads a string of ten million characters and a nesting of a million", () => {
    expect(findJsonFault(`["${"x\\n".repeat(5_000_000)}",]`)).toBe(15_000_004);
    expect(findJsonFault(`["${"x".repeat(10_000_000)}",]`)).toBe(10_000_004);
    expect(findJsonFault("[".repeat(1_000_000))).toBe(1_000_000);
  });
});

function refused(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
