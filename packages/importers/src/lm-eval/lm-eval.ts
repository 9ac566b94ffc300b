import { readShape, surveyResults } from "../check.ts";
import { readHead } from "../head.ts";
import { type FileHead, type Importer, ImportError, PartnerFile, type SourceFile } from "../importer.ts";
import { readLenientJson } from "../json.ts";
import { markLimited } from "../limited.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { fileName, listed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import { type ChosenMetric, isOfLogarithms, MetricSurvey } from "./choose-score.ts";
import { ResultsFile } from "./file.ts";
import { readResults } from "./results.ts";
import { askedOf, runOf, tagsOf } from "./runs.ts";

/** lm-evaluation-harness's samples of a task, with the results file beside them: a run for each task. */
export const lmEval: Importer = {
  recognises: (head) => isSamples(head) || isResults(head),

  async survey(file, options, beside) {
    if (isResults(await readHead(file))) throw withoutItems(file, beside);
    const { task } = samplesName(file.name) ?? {};
    const partner = resultsBeside(file, beside);
    if (!task || !partner) throw new ImportError(samplesAlone(file));
    const results = await readPartner(partner);
    const survey = new MetricSurvey(results, task, options);
    let chosen: ChosenMetric | null = null;
    const surveyFilter = async (filter: string) => {
      const lines = { file, filter, metrics: survey.metricsOf(filter), taken: new RunMetrics() };
      const surveyed = await surveyResults(
        () => readResults(lines, null, (line, where) => survey.note(line, where)),
        "document",
        () => readResults(lines, chosen),
      );
      return { ...lines, ...surveyed };
    };
    let read = await surveyFilter(survey.likelyFilter);
    const choice = survey.choose();
    if (choice.filter !== read.filter) read = await surveyFilter(choice.filter);
    chosen = choice.chosen;
    const run = runOf(results, task, options);
    const { tags, notes } = tagsOf(results, task);
    const limited = markLimited(askedOf(results, task, read.count), options);
    const better = (name: string) => results.higher_is_better?.[task]?.[name];
    const start = {
      ...run.start,
      ...limited.start,
      tags,
      ...(chosen ? { scoreMetric: toName(chosen.metric) } : {}),
      ...describeMetrics(read.taken.names, better),
    };
    const unscored = read.count - (chosen?.reading.scored ?? 0);
    return {
      runs: [{ ...run, start, results: read.count, unscored }],
      warnings: [
        ...choice.notes,
        ...limited.warnings.map((warning) => `${task}: ${warning}`),
        ...logarithms(read.metrics),
        ...read.taken.notes(),
        ...notes,
      ],
      results: read.results,
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
