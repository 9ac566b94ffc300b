import { Run, RunResult, type Em } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import type { Answer } from "./answer.ts";
import { insertRows, updateRows } from "./bulk-rows.ts";
import type { EvaluatedIds } from "./catalogue.ts";
import type { PlannedRun } from "./day-runs.ts";
import type { EvaluatedRun } from "./evaluate.ts";
import { endColumns, resultColumns, startColumns } from "./run-columns.ts";

/** Runs that are written together. */
const CHUNK = 200;

/** Writes demo runs, many at a time. */
export interface RunWriter {
  /** Runs as if they had been recorded: the results first, then the end. */
  ended(runs: readonly EvaluatedRun[]): Promise<void>;
  /** A run that has these answers so far. */
  underWay(run: PlannedRun, answers: readonly Answer[]): Promise<void>;
}

export function createRunWriter(em: Em, seed: number, evaluatedIds: EvaluatedIds): RunWriter {
  const started = (run: PlannedRun) => startColumns(seed, run, evaluatedIds);
  const resultsOf = ({ id }: { id: string }, answers: readonly Answer[]) =>
    answers.map((answer, index) => resultColumns(id, answer, index));

  const writeEnded = async (runs: readonly EvaluatedRun[]) => {
    await insertRows(em, Run, runs.map(started));
    await insertRows(
      em,
      RunResult,
      runs.flatMap((run) => resultsOf(started(run), run.answers)),
    );
    const completed = runs.filter(({ status }) => status === "completed");
    const failed = runs.filter(({ status }) => status === "failed");
    for (const alike of [completed, failed]) {
      await updateRows(
        em,
        Run,
        alike.map((run) => Object.assign(endColumns(run), { id: started(run).id })),
      );
    }
    await addRuns(
      em,
      completed.map((run) => ({ id: started(run).id, completedAt: run.endedAt })),
    );
  };

  return {
    async ended(runs) {
      for (let from = 0; from < runs.length; from += CHUNK) await writeEnded(runs.slice(from, from + CHUNK));
    },
    async underWay(run, answers) {
      await insertRows(em, Run, [started(run)]);
      await insertRows(em, RunResult, resultsOf(started(run), answers));
    },
  };
}
