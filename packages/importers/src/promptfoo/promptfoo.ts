import type { ImportedRun, Importer } from "../importer.ts";
import { isRecord } from "../is-record.ts";
import { readShape } from "../read-shape.ts";
import { ResultsFile } from "./results-file.ts";
import { runsOf } from "./runs-of.ts";

/** promptfoo's `-o results.json`: a run for each provider and prompt. */
export const promptfoo: Importer = {
  format: "promptfoo",
  asks: "`promptfoo eval -o results.json`",

  recognises: (content) =>
    isRecord(content) && ("evalId" in content || (isRecord(content.results) && "results" in content.results)),

  parse(content, file, options) {
    const runs = runsOf(readShape(ResultsFile, content), file, options);
    return { format: "promptfoo", runs, warnings: twins(runs) };
  },
};

/** Nothing tells two providers of one name apart, such as one model at two temperatures. */
function twins(runs: readonly ImportedRun[]): string[] {
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
