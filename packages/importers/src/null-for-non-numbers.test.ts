import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readLenientJson } from "./lenient-json.ts";
import { nullForNonNumbers } from "./null-for-non-numbers.ts";

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
      const pieces = [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
      expect(JSON.parse(await read(pieces))).toEqual(readLenientJson(text));
    }),
    { numRuns: 300 },
  );
});

it("leaves a word alone that the end cuts off", async () => {
  expect(await read([new TextEncoder().encode("[Infin")])).toBe("[Infin");
});
