import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readLines } from "./read-file.ts";
import { gather } from "./testing/gather.ts";

/** Comes byte by byte, as no file does: characters and lines are cut everywhere. */
class DrippingBlob extends Blob {
  override stream() {
    const whole = super.stream();
    return ReadableStream.from(
      (async function* drip() {
        for await (const bytes of whole) for (const byte of bytes) yield Uint8Array.of(byte);
      })(),
    );
  }
}

it("gives the lines that are not blank, with their numbers, however the file is cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom("a", "é", "\n", "\r\n", " ", "😀")), async (parts) => {
      const expected = parts
        .join("")
        .split("\n")
        .map((text, index) => ({ number: index + 1, text }))
        .filter(({ text }) => text.trim() !== "");
      const bytes = new TextEncoder().encode(parts.join(""));
      expect(await gather(readLines({ blob: new DrippingBlob([bytes]) }))).toEqual(expected);
    }),
  );
});
