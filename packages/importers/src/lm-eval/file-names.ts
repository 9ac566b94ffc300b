import { fileName } from "../file-name.ts";
import type { SourceFile } from "../importer.ts";

const SAMPLES = /^samples_(.+)_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)\.jsonl$/;
const RESULTS = /^results_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)\.json$/;

/** The task and date in the name of a samples file; null where it has another name. */
export function samplesName(path: string): { readonly task: string; readonly date: string } | null {
  const [, task, date] = SAMPLES.exec(fileName(path)) ?? [];
  return task && date ? { task, date } : null;
}

/** The date in the name of a results file; null where it has another name. */
export function resultsDate(path: string): string | null {
  return RESULTS.exec(fileName(path))?.[1] ?? null;
}

/** The results file that was written with a samples file: of the same date, in the same folder where folders are known. */
export function resultsBeside(samples: SourceFile, beside: readonly SourceFile[]): SourceFile | undefined {
  const date = samplesName(samples.name)?.date;
  const sameDate = beside.filter(({ name }) => date !== undefined && resultsDate(name) === date);
  return sameDate.find(({ name }) => folder(name) === folder(samples.name)) ?? sameDate[0];
}

const folder = (path: string) => path.slice(0, path.length - fileName(path).length);
