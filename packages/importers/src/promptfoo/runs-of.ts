import { bareFileName } from "../file-name.ts";
import { hash } from "../hash.ts";
import { ImportError } from "../import-error.ts";
import type { ImportedRun, ImportOptions } from "../importer.ts";
import { toName } from "../to-name.ts";
import { modelOf } from "./model-of.ts";
import { promptNames } from "./prompt-names.ts";
import type { Prompt, ResultsFile } from "./results-file.ts";
import type { RowGroup } from "./row-groups.ts";
import { runTimes } from "./run-times.ts";

/** One run for each provider and prompt of the file, in the order of its groups. Throws `ImportError`. */
export function runsOf(
  file: ResultsFile,
  groups: readonly RowGroup[],
  evalId: string,
  fileName: string,
  options: ImportOptions,
): ImportedRun[] {
  const { prompts } = file.results;
  const dataset = options.dataset ?? datasetName(file.config?.description, fileName);
  const names = promptNames(prompts, options.prompt ?? dataset);
  const { startedAt, completedAt } = runTimes(file);

  const externalIds = new Set<string>();
  return groups.map((group) => {
    const promptIdx = promptIdxOf(group, prompts);
    const externalId = toName(`promptfoo:${evalId}:${promptIdx}:${hash(group.provider.id, 8)}`);
    if (externalIds.has(externalId)) throw new ImportError(`${group.where}.promptIdx: is missing`);
    externalIds.add(externalId);
    const text = prompts[promptIdx]?.raw ?? "";
    return {
      start: {
        externalId,
        model: modelOf(group.provider),
        dataset: { name: dataset },
        prompt: { name: names.get(text) ?? dataset, text },
        source: toName(`promptfoo ${file.metadata?.promptfooVersion ?? ""}`),
        startedAt,
      },
      results: group.rows,
      end: { status: "completed", at: completedAt },
    };
  });
}

/** The file has no name of a dataset: a suite's description is the nearest, then what the file is called. */
export function datasetName(description: string | null | undefined, fileName: string): string {
  return toName(description ?? "") || toName(bareFileName(fileName)) || "promptfoo";
}

/** By its own index, or, in older files, by its label and provider. */
function promptIdxOf(
  { promptIdx, promptLabel, provider, where }: RowGroup,
  prompts: readonly Prompt[],
): number {
  if (promptIdx !== null && promptIdx < prompts.length) return promptIdx;
  if (promptIdx !== null)
    throw new ImportError(`${where}.promptIdx: is ${promptIdx}, but the file has ${prompts.length} prompts`);
  const ofLabel = [...prompts.keys()].filter((index) => {
    const prompt = prompts[index];
    return [prompt?.label, prompt?.display, prompt?.raw].includes(promptLabel);
  });
  const asked = new Set([provider.label, provider.id]);
  const found = ofLabel.find((index) => asked.has(prompts[index]?.provider)) ?? ofLabel[0];
  if (found === undefined)
    throw new ImportError(`${where}.prompt: is not among the prompts of the file's table`);
  return found;
}
