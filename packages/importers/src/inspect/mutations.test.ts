import * as fc from "fast-check";
import { describe, it } from "vitest";
import { readLenientJson } from "../json.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const texts = await Promise.all(
  ["capitals", "broken", "parts", "length-first", "letters", "running", "agent"].map((name) =>
    fixture(`inspect/${name}.json`).blob.text(),
  ),
);
const contents = texts.map((text) => JSON.stringify(readLenientJson(text)));
const zips = await Promise.all(
  ["deflate", "zstd"].map(async (method) => {
    const { blob } = fixture(`inspect/capitals-${method}.eval`);
    return new Uint8Array(await blob.arrayBuffer());
  }),
);

/** What a person may say of a log's scores. */
const options = fc.constantFrom<SurveyOptions>(
  {},
  { words: { A: 1, C: 0.5, excellent: 0.9 }, unfinished: true },
  { scale: { from: 0, to: 2_000 }, lowerIsBetter: true, scorer: "length" },
  { scale: { from: -1, to: 1 }, unfinished: true },
);
const json = options.map((said) => ({ ...said, format: "inspect-json" }));

/** A zip with some of its bytes others than they were, and perhaps without its end. */
const mutatedZips = fc
  .tuple(
    fc.constantFrom(...zips),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
    fc.option(fc.nat(), { freq: 4 }),
  )
  .map(([zip, changes, cut]) => {
    const bytes = zip.slice(0, cut === null ? zip.length : cut % zip.length);
    for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
    return { name: "mutated.eval", blob: new Blob([bytes]) };
  });

describe("a mutated Inspect log", { timeout: fuzzTimeout }, () => {
  it("gives valid runs or an error where values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedContents(contents), json, (text, said) => survives(textFile(text), said)),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedTexts(texts), json, (text, said) => survives(textFile(text), said)),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error where a zip's bytes are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedZips, (file) => survives(file, { format: "inspect" })),
      { numRuns: fuzzRuns },
    ));
});
