import * as fc from "fast-check";
import { describe, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedLines, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const options = { format: "openai-evals" };
const names = ["match", "killed", "graded", "choices"];
const originals = await Promise.all(names.map((name) => fixture(`openai-evals/${name}.jsonl`).blob.text()));

describe("a mutated log of OpenAI Evals", { timeout: fuzzTimeout }, () => {
  it("gives valid runs or an error where values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedLines(originals), (text) => survives(textFile(text, "log.jsonl"), options)),
      { numRuns: fuzzRuns },
    ));

  it("gives valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedTexts(originals), (text) => survives(textFile(text, "log.jsonl"), options)),
      { numRuns: fuzzRuns },
    ));
});
