import { GuessedName, type Outcome, recordRuns } from "@evalboard/client";
import {
  changeMap,
  type ImportedFile,
  ImportError,
  NeedsMap,
  NotResults,
  PartnerFile,
  saidIn,
  seenAs,
  type SourceFile,
  surveyFile,
  type SurveyOptions,
} from "@evalboard/importers";
import { serverFault, ServerUnreachable } from "../faults.ts";
import type { ImportDeps } from "./command.ts";
import { describeCommand, describeGuess } from "./describe-guess.ts";
import { HeardBlob } from "./heard-blob.ts";
import { type FoundFile, UnreadableFile } from "./read-source.ts";
import { counted } from "../output.ts";
import type { FileReport, RunReport } from "./report.ts";

/**
 * Imports each file, in order, and says what became of it. A bad file or run does not stop the others. `all` are the
 * files that may belong together.
 */
export async function importFiles(
  files: readonly FoundFile[],
  options: SurveyOptions,
  deps: ImportDeps,
  all: readonly FoundFile[] = files,
): Promise<FileReport[]> {
  const beside = await readable(all, deps);
  const reports: FileReport[] = [];
  /** By folder or pattern why its files are none of results; null where one is. */
  const folders = new Map<string, string[] | null>();
  for (const file of files) {
    const away = reports.find(({ serverAway }) => serverAway);
    const outcome = await importFile(file, options, deps, beside, away?.error ?? null);
    const report = "ignored" in outcome ? outcome.report : outcome;
    if (report) reports.push(report);
    if (file.from === undefined) continue;
    const others = folders.has(file.from) ? folders.get(file.from) : [];
    const isNone = "ignored" in outcome && others;
    folders.set(file.from, isNone ? [...others, `${file.path}: ${outcome.ignored}`] : null);
  }
  return [
    ...reports,
    ...[...folders].flatMap(([folder, none]) => (none ? [notUnderstood(folder, none)] : [])),
  ];
}

const MOST_SHOWN = 3;

/** A folder of which nothing went in for nothing in it was understood. */
function notUnderstood(folder: string, none: readonly string[]): FileReport {
  const more = none.length > MOST_SHOWN ? [`and ${none.length - MOST_SHOWN} more`] : [];
  const advice = [...none.slice(0, MOST_SHOWN), ...more].map((line) => `  ${line}`);
  const count = counted(none.length, "file");
  const error = `nothing in it was understood as results, of ${count} looked at`;
  return { file: folder, format: null, runs: [], warnings: [], error, advice, serverAway: false };
}

/** A file of a folder that is not understood as results, and why; one that looks like them is told of. */
interface Ignored {
  readonly ignored: string;
  readonly report?: FileReport;
}

/** What can be opened at all; the others are told of one by one. Nothing of them is read yet. */
async function readable(files: readonly FoundFile[], deps: ImportDeps): Promise<SourceFile[]> {
  const opened = await Promise.allSettled(files.map((file) => deps.read(file)));
  return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

/** Ignored where the file holds no results by itself, and nobody said that it does. `away` is why the server is not asked. */
async function importFile(
  found: FoundFile,
  options: SurveyOptions,
  deps: ImportDeps,
  all: readonly SourceFile[],
  away: string | null,
): Promise<FileReport | Ignored> {
  const file = found.path;
  try {
    const opened = await deps.read(found);
    deps.progress.fileOpened(opened.name, opened.blob.size);
    const blob = new HeardBlob(opened.blob, (bytes) => deps.progress.bytesRead(bytes));
    const source = { ...opened, blob };
    const beside = all.filter(({ name }) => name !== source.name);
    const imported = await (deps.survey?.(source, beside, options.dataset) ??
      surveyFile(source, options, beside));
    blob.mute();
    const { format } = imported;
    if (away !== null)
      return { file, format, warnings: imported.warnings, runs: [], error: away, serverAway: true };
    const { warnings } = imported;
    const { runs, error, guessed } = await sendFile(file, imported, deps);
    if (guessed !== null && deps.askDataset) {
      const dataset = await deps.askDataset(file, guessed);
      return await importFile(found, { ...options, dataset }, deps, all, away);
    }
    const serverAway = error instanceof ServerUnreachable;
    return { file, format, warnings, runs, error: error?.message ?? null, serverAway };
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof ImportError)) throw error;
    const fault = { file, format: null, runs: [], warnings: [], error: error.message, serverAway: false };
    if (error instanceof PartnerFile) return { ignored: error.message };
    if (error instanceof NeedsMap && (found.named || error.guess.isLikely)) {
      const seen = seenAs(error.guess);
      if (!found.named) {
        const ignored = `it is left out, though it looks like results: it is ${seen}; import it by itself, or with --map-file`;
        return { ignored, report: { ...fault, error: null, warnings: [ignored] } };
      }
      const advice = await describeUnmapped(await deps.read(found), error, options);
      return { ...fault, error: `it is ${seen}: say once what its columns are`, advice };
    }
    return error instanceof NotResults && !found.named ? { ignored: error.message } : fault;
  } finally {
    deps.progress.fileDone();
  }
}

/** What a person has to say of a file of unlike columns. */
async function describeUnmapped(
  source: SourceFile,
  { guess }: NeedsMap,
  options: SurveyOptions,
): Promise<string[]> {
  const withSaid = changeMap(guess, { ...guess.map, ...saidIn(options) }, options);
  return [...(await describeGuess(source, withSaid, options)), ...describeCommand(source, withSaid)];
}

async function sendFile(
  file: string,
  imported: ImportedFile,
  { client, serverUrl, progress, retries, onDifference }: ImportDeps,
): Promise<{ runs: RunReport[]; error: Error | null; guessed: string | null }> {
  const runs: RunReport[] = [];
  /** The dataset's name where it is a guess that nobody else would make. */
  let guessed: string | null = null;
  progress.fileRead(file, imported.runs);
  try {
    await recordRuns(client, imported, {
      ...retries,
      onDifference,
      onSent: (results) => progress.resultsSent(results),
      onRun(index, outcome) {
        if (outcome.status === "refused" && outcome.error instanceof GuessedName)
          guessed = outcome.error.dataset;
        runs.push(...reportOf(imported, index, outcome, serverUrl));
      },
    });
    return { runs, error: null, guessed };
  } catch (error) {
    // The file went away between its survey and its results.
    if (error instanceof ImportError) return { runs, error, guessed: null };
    return { runs, error: serverFault(error, serverUrl), guessed: null };
  } finally {
    progress.fileDone();
  }
}

function reportOf({ runs }: ImportedFile, index: number, outcome: Outcome, serverUrl: string): RunReport[] {
  const run = runs[index];
  if (!run) return [];
  const { externalId, model, dataset, prompt, label = null, tags = {} } = run.start;
  const names = { externalId, model, dataset: dataset.name, prompt: prompt.name };
  const about = { ...names, results: run.results, unscored: run.unscored, label, tags };
  const none = { described: false, scored: 0, differences: [], error: null };
  if (outcome.status === "refused") {
    const error = (
      outcome.error instanceof GuessedName ? outcome.error : serverFault(outcome.error, serverUrl)
    ).message;
    return [{ ...about, ...none, status: "failed", runId: null, url: null, error }];
  }
  const { href } = new URL(`/runs/${outcome.runId}`, serverUrl);
  const status = outcome.status === "recorded" ? "imported" : outcome.status;
  return [{ ...about, ...none, ...outcome, status, url: href }];
}
