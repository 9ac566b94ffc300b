import {
  ImportError,
  NotResults,
  surveyFile,
  type ImportedFile,
  type SourceFile,
  type SurveyOptions,
} from "@evalboard/importers";
import { recordRuns, type RecordedRun, type RefusedRun } from "@evalboard/client";
import type { FoundFile } from "./find-files.ts";
import type { ImportDeps } from "./import-deps.ts";
import { UnreadableFile } from "./read-source.ts";
import type { FileReport, RunReport } from "./report.ts";
import { serverFault, ServerUnreachable } from "./server-fault.ts";

/** Imports each file, in order, and says what became of it. A bad file or run does not stop the others. */
export async function importFiles(
  files: readonly FoundFile[],
  options: SurveyOptions,
  deps: ImportDeps,
): Promise<FileReport[]> {
  const beside = await readable(files, deps);
  const reports: FileReport[] = [];
  let lost: ServerUnreachable | null = null;
  for (const file of files) {
    const report = await importFile(file, options, deps, beside, lost);
    if (report.fault) lost = report.fault;
    if (report.report) reports.push(report.report);
  }
  return reports;
}

/** What can be opened at all; the others are told of one by one. Nothing of them is read yet. */
async function readable(files: readonly FoundFile[], deps: ImportDeps): Promise<SourceFile[]> {
  const opened = await Promise.allSettled(files.map((file) => deps.read(file)));
  return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

interface Outcome {
  /** Null where the file holds no results, and nobody said that it does. */
  readonly report: FileReport | null;
  readonly fault?: ServerUnreachable;
}

async function importFile(
  found: FoundFile,
  options: SurveyOptions,
  deps: ImportDeps,
  beside: readonly SourceFile[],
  lost: ServerUnreachable | null,
): Promise<Outcome> {
  const file = found.path;
  let imported: ImportedFile;
  try {
    const source = await deps.read(found);
    imported = await surveyFile(
      source,
      options,
      beside.filter(({ name }) => name !== source.name),
    );
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof ImportError)) throw error;
    if (error instanceof NotResults && !found.named) return { report: null };
    return { report: { file, format: null, runs: [], warnings: [], error: error.message } };
  }
  const { format, warnings } = imported;
  if (lost) return { report: { file, format, warnings, runs: [], error: lost.message } };
  const { runs, error } = await sendFile(file, imported, deps);
  const report = { file, format, warnings, runs, error: error?.message ?? null };
  return error instanceof ServerUnreachable ? { report, fault: error } : { report };
}

async function sendFile(
  file: string,
  imported: ImportedFile,
  { client, serverUrl, progress, retries }: ImportDeps,
): Promise<{ runs: RunReport[]; error: Error | null }> {
  const runs: RunReport[] = [];
  progress.fileRead(file, imported.runs);
  try {
    await recordRuns(client, imported, {
      ...retries,
      onSent: (results) => progress.resultsSent(results),
      onRun: (index, outcome) => runs.push(...reportOf(imported, index, outcome, serverUrl)),
    });
    return { runs, error: null };
  } catch (error) {
    // The file went away between its survey and its results.
    if (error instanceof ImportError) return { runs, error };
    const fault = serverFault(error, serverUrl);
    return { runs, error: fault };
  } finally {
    progress.fileDone();
  }
}

function reportOf(
  { runs }: ImportedFile,
  index: number,
  outcome: RecordedRun | RefusedRun,
  serverUrl: string,
): RunReport[] {
  const run = runs[index];
  if (!run) return [];
  const { externalId, model, dataset, prompt } = run.start;
  const about = { externalId, model, dataset: dataset.name, prompt: prompt.name, results: run.results };
  if (outcome.status === "refused") {
    const error = serverFault(outcome.error, serverUrl).message;
    return [{ status: "failed", ...about, runId: null, url: null, error }];
  }
  const { runId } = outcome;
  const status = outcome.status === "recorded" ? "imported" : outcome.status;
  return [{ status, ...about, runId, url: new URL(`/runs/${runId}`, serverUrl).href, error: null }];
}
