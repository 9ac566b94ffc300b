import type { NewResult } from "@evalboard/contract";
import type { ImportedFile, ImportedRun, SourceFile } from "../importer.ts";
import { surveyFile, type SurveyOptions } from "../survey-file.ts";

/** A run with its results. */
interface WholeRun extends Pick<ImportedRun, "start" | "end"> {
  readonly results: readonly NewResult[];
}

/** What a file holds, results and all. */
export interface WholeFile extends Pick<ImportedFile, "format" | "warnings"> {
  readonly runs: readonly WholeRun[];
}

/** A file of this text. */
export function textFile(text: string, name = "results.json"): SourceFile {
  return { name, blob: new Blob([text]) };
}

/** Surveys a file and reads its results; throws where these are not what the survey said. */
export async function readWhole(
  file: SourceFile,
  options?: SurveyOptions,
  beside?: readonly SourceFile[],
): Promise<WholeFile> {
  const imported = await surveyFile(file, options, beside);
  const { format, warnings, runs } = imported;
  const whole = runs.map(({ start, end }) => ({ start, end, results: [] as NewResult[] }));
  for await (const batch of imported.results()) whole[batch.run]?.results.push(...batch.results);
  for (const [index, run] of runs.entries()) {
    const { results } = whole[index] ?? { results: [] };
    if (results.length !== run.results) throw new Error(`run ${index}: counted ${run.results}`);
    const unscored = results.filter(({ score, error }) => score === null && (error ?? null) === null).length;
    if (unscored !== run.unscored) throw new Error(`run ${index}: counted ${run.unscored} unscored`);
  }
  return { format, warnings, runs: whole };
}

/** The runs of a file that holds `content` as JSON. */
export function parse(content: unknown, options?: SurveyOptions, name = "results.json"): Promise<WholeFile> {
  return readWhole(textFile(JSON.stringify(content), name), options);
}
