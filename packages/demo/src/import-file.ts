import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseFile, type ImportedRun } from "@evalboard/importers";
import { RunConflict, type RunStore } from "@evalboard/runs";
import { AddResults, StartRun } from "@evalboard/runs/contract";

/** Written by promptfoo itself; beside it is the suite that it ran. */
const FILE = join(import.meta.dirname, "../files/help-desk.json");

/** How long before `now` the file's evaluation is said to have begun, ms. */
const BEGAN_MS = 3 * 3_600_000;

type Recorder = Pick<RunStore, "start" | "addResults" | "complete">;

/**
 * Imports a real promptfoo file as anybody imports one; gives the number of its runs.
 * Its times are moved to the hours before `now`: as they are they would soon be off the board,
 * or lie in the future of a clock that is late.
 */
export async function importFile(runs: Recorder, now: Date): Promise<number> {
  const imported = parseFile({ name: FILE, text: await readFile(FILE, "utf8") });
  for (const run of imported.runs) {
    await recordRun(runs, run, now);
  }
  return imported.runs.length;
}

async function recordRun(runs: Recorder, { start, results, end }: ImportedRun, now: Date): Promise<void> {
  const began = now.getTime() - BEGAN_MS;
  const tookMs = Date.parse(end.at ?? "") - Date.parse(start.startedAt ?? "");
  try {
    const { runId } = await runs.start(StartRun.parse({ ...start, startedAt: iso(began) }));
    await runs.addResults(AddResults.parse({ runId, results }));
    await runs.complete({ runId, completedAt: iso(began + tookMs) });
  } catch (error) {
    // It is there, of another time: a fill before this one was stopped when it had come so far.
    if (!(error instanceof RunConflict)) throw error;
  }
}

const iso = (ms: number) => new Date(ms).toISOString();
