import { bareFileName } from "../file-name.ts";
import { hash } from "../hash.ts";
import type { NewResult } from "@evalboard/runs/contract";
import type { ImportedRun, ImportOptions } from "../importer.ts";
import { toName } from "../to-name.ts";
import { groupRows } from "./group-rows.ts";
import { modelOf } from "./model-of.ts";
import { numberRepeats } from "./number-repeats.ts";
import { promptNames } from "./prompt-names.ts";
import type { ResultsFile } from "./results-file.ts";
import { runTimes } from "./run-times.ts";

type WholeRun = Omit<ImportedRun, "results"> & { readonly results: readonly NewResult[] };
type SourceFile = { readonly name: string; readonly text: string };

/** One run for each provider and prompt of the file, in the order of the file's prompts. */
export function runsOf(file: ResultsFile, source: SourceFile, options: ImportOptions): WholeRun[] {
  const { prompts } = file.results;
  const dataset = options.dataset ?? datasetName(file, source);
  const names = promptNames(prompts, options.prompt ?? dataset);
  const { startedAt, completedAt } = runTimes(file);
  // Without an id of its own, the file itself is what has to be the same for an import to be the same.
  const evalId = file.evalId || hash(source.text, 32);

  return groupRows(file.results.results).map(({ promptIdx, provider, rows }) => {
    const text = prompts[promptIdx]?.raw ?? "";
    return {
      start: {
        externalId: toName(`promptfoo:${evalId}:${promptIdx}:${hash(provider.id, 8)}`),
        model: modelOf(provider),
        dataset: { name: dataset },
        prompt: { name: names.get(text) ?? dataset, text },
        source: toName(`promptfoo ${file.metadata?.promptfooVersion ?? ""}`),
        startedAt,
      },
      results: numberRepeats(rows),
      end: { status: "completed", at: completedAt },
    };
  });
}

/** The file has no name of a dataset: a suite's description is the nearest, then what the file is called. */
function datasetName(file: ResultsFile, source: SourceFile): string {
  return toName(file.config?.description ?? "") || toName(bareFileName(source.name)) || "promptfoo";
}
