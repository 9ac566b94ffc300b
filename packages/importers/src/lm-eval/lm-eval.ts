import { batchResults, type RunResult } from "../batch-results.ts";
import { checkResult } from "../check-result.ts";
import { headKeys } from "../head-keys.ts";
import { ImportError, PartnerFile } from "../import-error.ts";
import type { FileHead, Importer, SourceFile } from "../importer.ts";
import { readLenientJson } from "../lenient-json.ts";
import { readHead } from "../read-head.ts";
import { readShape } from "../read-shape.ts";
import { readText } from "../read-text.ts";
import { chooseScore, type ChosenScore } from "./choose-score.ts";
import { resultsBeside, resultsDate, samplesName } from "./file-names.ts";
import { readResults } from "./read-results.ts";
import { ResultsFile } from "./results-file.ts";
import { runOf } from "./run-of.ts";

/** lm-evaluation-harness's samples of a task, with the results file beside them: a run for each task. */
export const lmEval: Importer = {
  format: "lm-eval",
  asks: "`lm_eval --output_path … --log_samples`",

  recognises: (head) => isSamples(head) || isResults(head),

  async survey(file, options, beside) {
    if (isResults(await readHead(file))) throw withoutItems(file, beside);
    const { task } = samplesName(file.name) ?? {};
    const partner = resultsBeside(file, beside);
    if (!task || !partner) throw new ImportError(samplesAlone(file));
    const results = await readPartner(partner);
    const chosen = chooseScore(results, task, options);
    return {
      format: "lm-eval",
      runs: [{ ...runOf(results, task, options), results: await countResults(file, chosen) }],
      warnings: chosen.warnings,
      results: () => batchResults(resultsOf(file, chosen)),
    };
  },
};

function isSamples({ name, text }: FileHead): boolean {
  const keys = headKeys(text);
  return samplesName(name) !== null || (keys.has("doc_id") && keys.has("doc"));
}

function isResults({ name, text }: FileHead): boolean {
  if (samplesName(name) !== null) return false;
  const keys = headKeys(text);
  return keys.has("results") && (resultsDate(name) !== null || keys.has("n-samples") || keys.has("configs"));
}

function withoutItems({ name }: SourceFile, beside: readonly SourceFile[]): ImportError {
  const date = resultsDate(name);
  const samples = beside.filter((other) => date !== null && samplesName(other.name)?.date === date);
  return samples.length > 0
    ? new PartnerFile("it holds no items; it is read with the samples_*.jsonl files beside it")
    : new ImportError(
        "it holds no items: run lm_eval with --log_samples, and import the samples_*.jsonl files beside it",
      );
}

function samplesAlone({ name }: SourceFile): string {
  const named = samplesName(name);
  if (!named)
    return "it has to keep the name that lm_eval gave it, samples_<task>_<date>.jsonl: the task stands there alone";
  return `it does not say which model answered: import it together with its results_${named.date}.json`;
}

async function readPartner(file: SourceFile): Promise<ResultsFile> {
  try {
    return readShape(ResultsFile, readLenientJson(await readText(file)));
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError(`in the results file beside it, ${cause.message}`, { cause });
  }
}

async function countResults(file: SourceFile, chosen: ChosenScore): Promise<number> {
  let count = 0;
  for await (const { result, where } of readResults(file, chosen)) {
    checkResult(result, where);
    count += 1;
  }
  return count;
}

async function* resultsOf(file: SourceFile, chosen: ChosenScore): AsyncGenerator<RunResult> {
  for await (const { result } of readResults(file, chosen)) yield { run: 0, result };
}
