// oxlint-disable-next-line no-restricted-imports -- tests read from the disk, importers do not
import { readdirSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError, type SourceFile } from "../importer.ts";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedLines, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";
import { mapFields } from "./fields.ts";
import { ColumnMap, writeMap, readMap } from "./map.ts";
import { commandOf, guessMap } from "./needs-map.ts";

const model = "acme/heron-2";
const format = "mapped";
const paths = ["own", "exports"].flatMap((folder) =>
  readdirSync(new URL(`../../fixtures/${folder}`, import.meta.url))
    .filter((name) => /\.(?:jsonl?|csv|tsv)$/.test(name) && name !== "expected.json")
    .map((name) => `${folder}/${name}`),
);
const originals = await Promise.all(
  paths.map(async (path) => {
    const file = fixture(path);
    const guess = await guessMap(file);
    if (!guess) throw new Error(`${path} holds no records`);
    return { name: path, text: await file.blob.text(), guess };
  }),
);

/** A file with some of its values, or of a table some of its characters, others than they were; and what it was. */
const mutated = fc.constantFrom(...originals).chain(({ name, text, guess }) => {
  const texts = name.endsWith(".json")
    ? mutatedContents([text])
    : name.endsWith(".jsonl")
      ? fc.oneof(mutatedLines([text]), mutatedTexts([text]))
      : mutatedTexts([text]);
  return texts.map((changed) => ({ file: textFile(changed, name), guess }));
});

const fields = [...mapFields.map(({ field }) => field), "metric:tone", "metric:hue", "tag:branch"];
const nothing = { nil: undefined };

/** A map by somebody who is wrong about everything but the columns' names. */
const wrongMaps = mutated.chain(({ file, guess }) =>
  fc
    .record({
      columns: fc.dictionary(
        fc.constantFrom(...fields),
        fc.constantFrom(...guess.columns.map(({ name }) => name), "*_score"),
        {
          minKeys: 1,
          maxKeys: 8,
        },
      ),
      records: fc.option(fc.constantFrom("", "a.*.b", ...guess.places.map(({ place }) => place)), nothing),
      scale: fc.option(
        fc.constantFrom({ from: 0, to: 10 }, { from: -1, to: 1 }, { from: 1, to: 5 }),
        nothing,
      ),
      lowerIsBetter: fc.option(fc.boolean(), nothing),
      words: fc.option(
        fc.dictionary(fc.constantFrom("A", "left", "PASS", "7", "-1"), fc.constantFrom(0, 0.5, 1, null)),
        nothing,
      ),
      decimalComma: fc.option(fc.boolean(), nothing),
      latencyUnit: fc.option(fc.constantFrom("us", "ms", "s", "min"), nothing),
    })
    .map((map) => ({ file, map: { ...map, model } })),
);

/** The guess of a file, and what is imported by it. */
async function surviveGuess(file: SourceFile): Promise<void> {
  const guess = await guessMap(file).catch((error: unknown) => {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/^\P{Cc}+$/u);
    return null;
  });
  if (!guess) return;
  expect(readMap(writeMap(guess.map))).toEqual(JSON.parse(JSON.stringify(guess.map)));
  expect(`${guess.seen} ${commandOf("results.csv", guess)}`).toMatch(/^\P{Cc}+$/u);
  await survives(file, { map: { model, ...guess.map }, format });
}

describe("a mutated file of records", { timeout: fuzzTimeout }, () => {
  it("gives valid runs or an error by the map of the file that it was", () =>
    fc.assert(
      fc.asyncProperty(mutated, ({ file, guess }) =>
        survives(file, { map: { model, ...guess.map }, format }),
      ),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error by a map that is wrong", () =>
    fc.assert(
      fc.asyncProperty(wrongMaps, ({ file, map }) => survives(file, { map: ColumnMap.parse(map), format })),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error by its own guess", () =>
    fc.assert(
      fc.asyncProperty(mutated, ({ file }) => surviveGuess(file)),
      { numRuns: Math.ceil(fuzzRuns / 2) },
    ));

  it("says what it is where nobody says what its columns are", () =>
    fc.assert(
      fc.asyncProperty(mutated, ({ file }) => survives(file)),
      { numRuns: Math.ceil(fuzzRuns / 10) },
    ));
});
