import { readShape, surveyResults } from "../check.ts";
import { readHead } from "../head.ts";
import { type FileHead, type Importer, ImportError, PartnerFile, type SourceFile } from "../importer.ts";
import { readLenientJson } from "../json.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { fileName, listed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import { chooseScore } from "./choose-score.ts";
import { ResultsFile } from "./file.ts";
import { isOfLogarithms, readResults } from "./results.ts";
import { runOf, tagsOf } from "./runs.ts";

/** lm-evaluation-harness's samples of a task, with the results file beside them: a run for each task. */
export const lmEval: Importer = {
  recognises: (head) => isSamples(head) || isResults(head),

  async survey(file, options, beside) {
    if (isResults(await readHead(file))) throw withoutItems(file, beside);
    const { task } = samplesName(file.name) ?? {};
    const partner = resultsBeside(file, beside);
    if (!task || !partner) throw new ImportError(samplesAlone(file));
    const results = await readPartner(partner);
    const chosen = chooseScore(results, task, options);
    const metrics = new RunMetrics();
    const { count, unscored, ...read } = await surveyResults(
      () => readResults(file, chosen, metrics),
      "document",
    );
    const run = runOf(results, task, options);
    const { tags, notes } = tagsOf(results, task);
    const better = (name: string) => results.higher_is_better?.[task]?.[name];
    const start = {
      ...run.start,
      tags,
      scoreMetric: toName(chosen.metric),
      ...describeMetrics(metrics.names, better),
    };
    return {
      ...read,
      runs: [{ ...run, start, results: count, unscored }],
      warnings: [...chosen.warnings, ...logarithms(chosen.metrics), ...metrics.notes(), ...notes],
    };
  },
};

function logarithms(metrics: readonly string[]): string[] {
  const names = metrics.filter(isOfLogarithms);
  return names.length === 0
    ? []
    : [`left out of the metrics, for no item has a value of it: ${listed(names)}`];
}

function isSamples({ name, keys }: FileHead): boolean {
  return samplesName(name) !== null || (keys.has("doc_id") && keys.has("doc"));
}

function isResults({ name, keys }: FileHead): boolean {
  if (samplesName(name) !== null) return false;
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

const SAMPLES = /^samples_(.+)_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)\.jsonl$/;
const RESULTS = /^results_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)\.json$/;

/** The task and date in the name of a samples file; null where it has another name. */
function samplesName(path: string): { readonly task: string; readonly date: string } | null {
  const [, task, date] = SAMPLES.exec(fileName(path)) ?? [];
  return task && date ? { task, date } : null;
}

/** The date in the name of a results file; null where it has another name. */
function resultsDate(path: string): string | null {
  return RESULTS.exec(fileName(path))?.[1] ?? null;
}

/** The results file that was written with a samples file: of the same date, in the same folder where folders are known. */
function resultsBeside(samples: SourceFile, beside: readonly SourceFile[]): SourceFile | undefined {
  const date = samplesName(samples.name)?.date;
  const sameDate = beside.filter(({ name }) => date !== undefined && resultsDate(name) === date);
  return sameDate.find(({ name }) => folder(name) === folder(samples.name)) ?? sameDate[0];
}

const folder = (path: string) => path.slice(0, path.length - fileName(path).length);
