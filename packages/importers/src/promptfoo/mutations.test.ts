import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError } from "../importer.ts";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedLines, mutatedTexts } from "../testing/mutate.ts";
import { readWhole, textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const textsOf = (...names: string[]) =>
  Promise.all(names.map((name) => fixture(`promptfoo/${name}`).blob.text()));
const files = await textsOf(
  "broken-calls.json",
  "cached.json",
  "content.json",
  "equal-variables.json",
  "judge-off-scale.json",
  "no-version.json",
  "shapes.json",
  "version-1.json",
  "version-2.json",
  "version-2-timeless.json",
);
const lines = await textsOf("broken-calls.jsonl", "repeats.jsonl");

describe("a mutated file of promptfoo", { timeout: fuzzTimeout }, () => {
  it.each([
    ["values", "JSON", mutatedContents(files), "promptfoo"],
    ["characters", "JSON", mutatedTexts(files), "promptfoo"],
    ["values", "JSONL", mutatedLines(lines), "promptfoo-jsonl"],
    ["characters", "JSONL", mutatedTexts(lines), "promptfoo-jsonl"],
  ])("gives valid runs or an error where %s of %s are others than expected", (_, __, texts, format) =>
    fc.assert(
      fc.asyncProperty(texts, (text) => survives(textFile(text), { format })),
      { numRuns: fuzzRuns },
    ),
  );

  it("gives an error where its JSON was cut off", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (text, length) => {
        const cut = textFile(text.trimEnd().slice(0, length % text.trimEnd().length));
        await expect(readWhole(cut)).rejects.toThrow(ImportError);
      }),
    ));
});
