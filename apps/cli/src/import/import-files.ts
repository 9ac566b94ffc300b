import { ImportError, surveyFile, type ImportedFile, type ImportOptions } from "@evalboard/importers";
import type { ImportDeps } from "./import-deps.ts";
import { importRun } from "./import-run.ts";
import { UnreadableFile } from "./read-source.ts";
import type { FileReport, RunReport } from "./report.ts";
import type { WholeRun } from "./send-run.ts";
import { ServerUnreachable } from "./server-fault.ts";

/** Imports each file, in order, and says what became of it. A bad file or run does not stop the others. */
export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  deps: ImportDeps,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of files) reports.push(await importFile(file, options, deps));
  return reports;
}

async function importFile(file: string, options: ImportOptions, deps: ImportDeps): Promise<FileReport> {
  let imported: ImportedFile;
  try {
    imported = await surveyFile(await deps.read(file), options);
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof ImportError)) throw error;
    return { file, format: null, runs: [], warnings: [], error: error.message };
  }
  const runs: RunReport[] = [];
  const report = { file, format: imported.format, runs, warnings: imported.warnings };
  deps.progress.fileRead(file, imported.runs);
  try {
    for (const run of imported.runs.keys()) runs.push(await importRun(await wholeRun(imported, run), deps));
    return { ...report, error: null };
  } catch (error) {
    if (!(error instanceof ServerUnreachable)) throw error;
    return { ...report, error: error.message };
  } finally {
    deps.progress.fileDone();
  }
}

async function wholeRun(file: ImportedFile, index: number): Promise<WholeRun> {
  const run = file.runs[index];
  if (!run) throw new RangeError(`there is no run ${index}`);
  const results = [];
  for await (const batch of file.results()) if (batch.run === index) results.push(...batch.results);
  return { ...run, results };
}
