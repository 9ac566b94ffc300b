import * as fc from "fast-check";
import { describe, it } from "vitest";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { mutatedContents, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";

const DATE = "2026-03-02T09-00-41.123456";
const format = "lm-eval";

/** What a person may say of a file's scores. */
const options = fc.constantFrom<SurveyOptions>(
  { format },
  { format, scale: { from: -5, to: 50 } },
  { format, metric: "perplexity", scale: { from: -5, to: 50 }, lowerIsBetter: true },
  { format, words: { light: 0.5 }, asFull: true },
);
const results = fixture(`lm-eval/results_${DATE}.json`);
const resultsText = await results.blob.text();
const samples = await Promise.all(
  ["arc_easy", "gsm8k", "lambada_openai", "wikitext"].map(async (task) => {
    const { name, blob } = fixture(`lm-eval/samples_${task}_${DATE}.jsonl`);
    return { name, text: await blob.text() };
  }),
);
const one = fc.constantFrom(...samples);

/** Each line of a samples file is JSON of its own: one of them mutated. */
const mutatedLine = one.chain(({ name, text }) => {
  const lines = text
    .trim()
    .split("\n")
    .filter((line) => !line.includes("NaN"));
  return fc
    .tuple(fc.nat(lines.length - 1), mutatedContents(lines))
    .map(([at, line]) => textFile(lines.with(at, line).join("\n"), name));
});

describe("lm-evaluation-harness's files, mutated", { timeout: fuzzTimeout }, () => {
  it("give valid runs or an error where values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(mutatedLine, options, (file, said) => survives(file, said, [results])),
      { numRuns: fuzzRuns },
    ));

  it("give valid runs or an error where the results file's values are others than expected", () =>
    fc.assert(
      fc.asyncProperty(one, mutatedContents([resultsText]), options, ({ name, text }, beside, said) =>
        survives(textFile(text, name), said, [textFile(beside, results.name)]),
      ),
      { numRuns: fuzzRuns },
    ));

  it("give valid runs or an error where characters are others than expected", () =>
    fc.assert(
      fc.asyncProperty(
        one.chain(({ name, text }) => mutatedTexts([text]).map((mutated) => textFile(mutated, name))),
        options,
        (file, said) => survives(file, said, [results]),
      ),
      { numRuns: fuzzRuns },
    ));
});
