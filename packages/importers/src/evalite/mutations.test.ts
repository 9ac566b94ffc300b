import * as fc from "fast-check";
import { describe, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const options = { format: "evalite", model: "openai/gpt-4o-mini" };
const originals = await Promise.all(
  ["capitals", "variants", "broken-data"].map((name) => fixture(`evalite/${name}.json`).blob.text()),
);

describe("a mutated evalite export", { timeout: fuzzTimeout }, () => {
  it("gives valid runs or an error where values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents(originals), (text) => survives(textFile(text), options)),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedTexts(originals), (text) => survives(textFile(text), options)),
      { numRuns: fuzzRuns },
    ));
});
