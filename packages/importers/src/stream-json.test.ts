import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError } from "./importer.ts";
import { readJson } from "./json.ts";
import { type FoundValue, streamJson } from "./stream-json.ts";
import { gather } from "./testing/gather.ts";
import { textFile } from "./testing/parse.ts";

async function found(text: string, ...paths: string[]): Promise<FoundValue[]> {
  return gather(streamJson(textFile(text), paths));
}
const messageOf = (error: unknown) => (error instanceof ImportError ? error.message : String(error));

describe("streamJson", () => {
  it("gives the values at the paths, in their order, with or without a byte order mark", async () => {
    const text = '{"a":{"rows":[{"x":1},[2],"three"],"skipped":{"rows":[4]}},"b":null}';
    const values = [
      { path: ["a", "rows", 0], value: { x: 1 } },
      { path: ["a", "rows", 1], value: [2] },
      { path: ["a", "rows", 2], value: "three" },
      { path: ["b"], value: null },
    ];
    expect(await found(text, "$.a.rows.*", "$.b")).toEqual(values);
    expect(await found(`\uFEFF${text}`, "$.a.rows.*", "$.b")).toEqual(values);
  });

  it("gives what JSON.parse gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), async (list, indent) => {
        const text = JSON.stringify(list, null, indent);
        const values = (await found(text, "$.*")).map(({ value }) => value);
        expect(values).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    "",
    " \n ",
    '{\n  "a": 1,\n  "b": [1, 2',
    '{\n  "a": NaN }',
    '{"a": 1}\n{"a": 2}\n',
    '{"a": 1,}',
    '["größe", "x" 1]',
    "[1, tru",
    '["a',
    "<!doctype html>",
    "description: capitals\nprompts: [a]\n",
  ])("says of %j what readJson says", async (text) => {
    const expected = await Promise.resolve(text).then(readJson).catch(messageOf);
    expect(await found(text, "$.a").catch(messageOf)).toBe(expected);
  });

  it("refuses what JSON.parse refuses, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), async (json, place, extra) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + extra + json.slice(at + 1);
        const read = await Promise.resolve(text)
          .then(readJson)
          .then(() => "fine")
          .catch(() => "refused");
        const streamed = await found(text, "$.a")
          .then(() => "fine")
          .catch(() => "refused");
        expect(streamed).toBe(read);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses bytes that are not UTF-8", async () => {
    const blob = new Blob(['["', Uint8Array.of(0xff, 0xfe), '"]']);
    await expect(gather(streamJson({ blob }, ["$.*"]))).rejects.toThrow("it is not UTF-8 text");
  });
});
