import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError } from "./importer.ts";
import { nullForNonNumbers, readJson, readLenientJson } from "./json.ts";

describe("lenient json", () => {
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
});

describe("null for non numbers", () => {
  async function read(pieces: readonly Uint8Array[]): Promise<string> {
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of nullForNonNumbers(ReadableStream.from(pieces)))
      text += decoder.decode(piece, { stream: true });
    return text;
  }

  const value = fc.oneof(
    fc.constantFrom(
      "NaN",
      "Infinity",
      "-Infinity",
      "-1",
      "1e-5",
      "null",
      "true",
      '"NaN\\\\"',
      '"\\"-Infinity"',
    ),
    fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text)),
  );

  it("reads files as texts are read, wherever they are cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(value), fc.array(fc.nat()), async (values, cuts) => {
        const text = `[${values.join(",")}]`;
        const bytes = new TextEncoder().encode(text);
        const places = cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b);
        const pieces = [0, ...places].map((from, index) =>
          bytes.subarray(from, places[index] ?? bytes.length),
        );
        expect(JSON.parse(await read(pieces))).toEqual(readLenientJson(text));
      }),
      { numRuns: 300 },
    );
  });

  it("leaves a word alone that the end cuts off", async () => {
    expect(await read([new TextEncoder().encode("[Infin")])).toBe("[Infin");
  });
});

describe("read json", () => {
  describe("readJson", () => {
    it("gives the value, with or without a byte order mark", () => {
      expect(readJson('{"a":[1]}')).toEqual({ a: [1] });
      expect(readJson('\uFEFF{"a":[1]}')).toEqual({ a: [1] });
    });

    it.each([
      ["", "line 1, column 1: not JSON; the file is empty"],
      ['{\n  "a": 1,\n  "b": [1, 2', "line 3, column 13: not JSON; the file ends too early: was it cut off"],
      ['{\n  "a": NaN }', 'line 2, column 8: not JSON; "NaN" is no JSON number'],
      ['{"a": -Infinity}', 'line 1, column 7: not JSON; "-Infinity" is no JSON number'],
      [
        '{"a": 1}\n{"a": 2}\n',
        "line 2, column 1: not JSON; another value begins there: a file of JSON Lines",
      ],
      ["description: capitals\nprompts: [a]\n", "it looks like YAML"],
      ["# yaml-language-server: x\n\ndescription: capitals\n", "it looks like YAML"],
      ["# Results\n\nGood ones.", 'line 1, column 1: not JSON; "#" may not stand there'],
      ["country,expected\nFrance,Paris\n", "it looks like CSV"],
      ["<!doctype html>", "it looks like HTML or XML"],
      ["PK\u0003\u0004rest", "it is a zip file"],
      ['{"a": 1,}', 'line 1, column 9: not JSON; "}" may not stand there'],
      ['{"a": \u001b[31m}', String.raw`line 1, column 7: not JSON; "\u001b" may not stand there`],
    ])("says of %j what is wrong and where", (text, message) => {
      expect(() => readJson(text)).toThrow(ImportError);
      expect(() => readJson(text)).toThrow(message);
    });
  });
});
