import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError } from "./import-error.ts";
import { readLenientJson } from "./lenient-json.ts";

describe("readLenientJson", () => {
  it("reads what Python writes for no number as null", () => {
    expect(readLenientJson('{"a":NaN,"b":[Infinity, -Infinity ,1],"c":-1}')).toEqual({
      a: null,
      b: [null, null, 1],
      c: -1,
    });
  });

  it("leaves the same words in strings and keys alone", () => {
    const value = { NaN: "NaN", "a\\": 'it is "NaN", \\"-Infinity\\\\', b: ["\\", "Infinity"] };
    expect(readLenientJson(JSON.stringify(value).replace("]", ",NaN]"))).toEqual({
      ...value,
      b: ["\\", "Infinity", null],
    });
  });

  it("reads every JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom("NaN", "Infinity", '"NaN\\"'), (json, word) => {
        const text = JSON.stringify([word, JSON.parse(json)]);
        expect(readLenientJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(["NaNa", "{NaN:1}", "[+NaN]", "-", "Infinityx"])("refuses %s", (text) => {
    expect(() => readLenientJson(text)).toThrow(ImportError);
  });
});
