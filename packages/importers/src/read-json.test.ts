import { describe, expect, it } from "vitest";
import { ImportError } from "./import-error.ts";
import { readJson } from "./read-json.ts";

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
    ['{"a": 1}\n{"a": 2}\n', "line 2, column 1: not JSON; another value begins there: JSON Lines"],
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
