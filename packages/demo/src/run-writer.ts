import { Run, RunResult, type Em } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import type { Answer } from "./answer.ts";
import type { EvaluatedIds } from "./catalogue.ts";
import type { PlannedRun } from "./day-runs.ts";
import type { EvaluatedRun } from "./evaluate.ts";
import { endColumns, resultColumns, startColumns } from "./run-columns.ts";

/** Rows of one INSERT. */
const CHUNK = 500;

/** Writes demo runs, many at a time. */
export interface RunWriter {
  /** Runs with their facts alone. */
  withoutResults(runs: readonly EvaluatedRun[]): Promise<void>;
  /** Runs as if they had been recorded: the results first, then the end. */
  withResults(runs: readonly EvaluatedRun[]): Promise<void>;
  /** A run that has these answers so far. */
  underWay(run: PlannedRun, answers: readonly Answer[]): Promise<void>;
}

export function createRunWriter(em: Em, seed: number, evaluatedIds: EvaluatedIds): RunWriter {
  const started = (run: PlannedRun) => startColumns(seed, run, evaluatedIds);
  const ended = (run: EvaluatedRun) => ({ ...started(run), ...endColumns(run) });

  const insertResults = (runs: readonly { readonly id: string; readonly answers: readonly Answer[] }[]) =>
    eachChunk(
      runs.flatMap(({ id, answers }) => answers.map((answer, index) => resultColumns(id, answer, index))),
      (rows) => em.insertMany(RunResult, rows),
    );

  const addToFacts = (runs: readonly EvaluatedRun[]) =>
    addRuns(
      em,
      runs
        .filter(({ status }) => status === "completed")
        .map((run) => ({ id: started(run).id, completedAt: run.endedAt })),
    );

  return {
    async withoutResults(runs) {
      await eachChunk(runs.map(ended), (rows) => em.insertMany(Run, rows));
      await addToFacts(runs);
    },
    async withResults(runs) {
      const rows = runs.map(started);
      await eachChunk(rows, (chunk) => em.insertMany(Run, chunk));
      await insertResults(runs.map((run) => ({ id: started(run).id, answers: run.answers })));
      for (const run of runs) {
        await em.nativeUpdate(Run, started(run).id, endColumns(run));
      }
      await addToFacts(runs);
    },
    async underWay(run, answers) {
      const row = started(run);
      await em.insert(Run, row);
      await insertResults([{ id: row.id, answers }]);
    },
  };
}

async function eachChunk<Row>(
  rows: readonly Row[],
  insert: (rows: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    await insert(rows.slice(from, from + CHUNK));
  }
}
