import * as fc from "fast-check";
import { describe, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const options = { format: "deepeval", model: "openai/gpt-4o-mini" };
const names = ["latest_test_run", "test_run_20261103_184500", "version-0.20", "evaluate-dump"];
const originals = await Promise.all(names.map((name) => fixture(`deepeval/${name}.json`).blob.text()));

describe("a mutated test run of DeepEval", { timeout: fuzzTimeout }, () => {
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
