import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { AddResults, StartRun } from "@evalboard/contract";
import { type ImportedFile, surveyFile } from "@evalboard/importers";
import { RunConflict, type RunStore } from "@evalboard/runs";

/** Written by promptfoo itself; beside it is the suite that it ran. */
const FILE = join(import.meta.dirname, "../files/help-desk.json");

/** How long before `now` the file's evaluation is said to have begun, ms. */
const BEGAN_MS = 3 * 3_600_000;

/** When the file's evaluation is said to have begun. */
export function importBegan(now: Date): Date {
  return new Date(now.getTime() - BEGAN_MS);
}

type Recorder = Pick<RunStore, "start" | "addResults" | "complete">;

/**
 * Imports a real promptfoo file as anybody imports one; gives the number of its runs.
 * Its times are moved to the hours before `now`: as they are they would soon be off the board,
 * or lie in the future of a clock that is late.
 */
export async function importFile(runs: Recorder, now: Date, path: string = FILE): Promise<number> {
  const file = await surveyFile({ name: path, blob: await openAsBlob(path) });
  for (const run of file.runs.keys()) await recordRun(runs, file, run, now);
  return file.runs.length;
}

async function recordRun(recorder: Recorder, file: ImportedFile, index: number, now: Date): Promise<void> {
  const run = file.runs[index];
  const began = importBegan(now).getTime();
  const tookMs = Date.parse(run?.end.at ?? "") - Date.parse(run?.start.startedAt ?? "");
  try {
    const { runId } = await recorder.start(StartRun.parse({ ...run?.start, startedAt: iso(began) }));
    for await (const batch of file.results()) {
      if (batch.run === index) await recorder.addResults(AddResults.parse({ runId, results: batch.results }));
    }
    await recorder.complete({ runId, completedAt: iso(began + tookMs) });
  } catch (error) {
    // It is there, of another time: a fill before this one was stopped when it had come so far.
    if (!(error instanceof RunConflict)) throw error;
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
