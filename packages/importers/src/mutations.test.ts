import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import brokenCalls from "../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import cached from "../fixtures/promptfoo/cached.json" with { type: "json" };
import shapes from "../fixtures/promptfoo/shapes.json" with { type: "json" };
import { ImportError } from "./import-error.ts";
import { mutatedContents, mutatedTexts } from "./testing/mutate.ts";
import { readWhole, textFile } from "./testing/parse.ts";
import { survives } from "./testing/survives.ts";

const originals = [brokenCalls, cached, shapes].map((content) => JSON.stringify(content));

// Thousands of files take their time on a busy machine.
describe("a mutated file", { timeout: 60_000 }, () => {
  it("gives valid runs or an error where values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents(originals), (text) => survives(textFile(text))),
      { numRuns: 3_000 },
    ));

  it("gives valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedTexts(originals), (text) => survives(textFile(text))),
      { numRuns: 2_000 },
    ));

  it("gives an error where it was cut off", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), fc.nat(), async (text, length) => {
        const cut = textFile(text.slice(0, length % text.length));
        await expect(readWhole(cut)).rejects.toThrow(ImportError);
      }),
    ));
});
