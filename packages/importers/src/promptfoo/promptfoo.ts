import { batchResults } from "../batch-results.ts";
import { checkResult } from "../check-result.ts";
import { headKeys } from "../head-keys.ts";
import type { ImportedRun, Importer } from "../importer.ts";
import { readJson } from "../read-json.ts";
import { readShape } from "../read-shape.ts";
import { readText } from "../read-text.ts";
import { ResultsFile } from "./results-file.ts";
import { runsOf } from "./runs-of.ts";

/** promptfoo's `-o results.json`: a run for each provider and prompt. */
export const promptfoo: Importer = {
  format: "promptfoo",
  asks: "`promptfoo eval -o results.json`",

  recognises({ text }) {
    const keys = headKeys(text);
    return keys.has("evalId") || keys.has("results.results") || keys.has("results.prompts");
  },

  async survey(file, options) {
    const text = await readText(file);
    const runs = runsOf(readShape(ResultsFile, readJson(text)), { name: file.name, text }, options);
    for (const { results } of runs) for (const result of results) checkResult(result, "");
    return {
      format: "promptfoo",
      runs: runs.map((run) => ({ ...run, results: run.results.length })),
      warnings: twins(runs),
      results: () =>
        batchResults(runs.flatMap(({ results }, run) => results.map((result) => ({ run, result })))),
    };
  },
};

/** Nothing tells two providers of one name apart, such as one model at two temperatures. */
function twins(runs: readonly Pick<ImportedRun, "start">[]): string[] {
  const counts = new Map<string, number>();
  for (const { start } of runs) {
    const what = `${start.model.provider}/${start.model.name} with the prompt "${start.prompt.name}"`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(
      ([what, count]) =>
        `${count} runs of ${what} look alike: give their providers labels to tell them apart`,
    );
}
