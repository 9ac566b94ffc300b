import { DEFAULT_PASS_MARK } from "@evalboard/contract/words";
import { type Em, Run, RunResult } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import { figuresOf } from "@evalboard/runs";
import type { Answer } from "./answer.ts";
import { insertRows, updateRows } from "./bulk-rows.ts";
import type { EvaluatedIds } from "./catalogue.ts";
import type { PlannedRun } from "./day-runs.ts";
import type { EvaluatedRun } from "./evaluate.ts";
import { randomOf } from "./random.ts";

/** Where a demo run comes from, as its page says it. */
export const DEMO_SOURCE = "evalboard demo";

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
    const ofStatus = (status: EvaluatedRun["status"]) =>
      runs.filter((run) => run.status === status).map((run) => Object.assign({ id: started(run).id }, run));
    const failed = ofStatus("failed").map(({ id, endedAt, error }) => ({
      id,
      status: "failed",
      failedAt: endedAt,
      error,
    }));
    await updateRows(em, Run, failed);
    const ended = ofStatus("completed");
    const figures = await figuresOf(
      em,
      ended.map(({ id }) => id),
    );
    const completed = ended.map(({ id, endedAt }) =>
      Object.assign({ id, status: "completed", completedAt: endedAt }, figures.get(id)),
    );
    await updateRows(em, Run, completed);
    await addRuns(
      em,
      completed.map(({ id, completedAt, metrics }) => ({
        id,
        completedAt,
        hasMetrics: metrics?.length !== 0,
        limited: false,
      })),
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

/** A run's columns while it runs. */
function startColumns(seed: number, run: PlannedRun, evaluatedIds: EvaluatedIds) {
  const { externalId, dataset, tags, startedAt } = run;
  return {
    id: randomOf(seed, "run", externalId).uuid(startedAt),
    externalId,
    status: "running" as const,
    ...evaluatedIds(run),
    source: DEMO_SOURCE,
    tags,
    passMark: dataset.passMark ?? DEFAULT_PASS_MARK,
    limited: false,
    revisions: 0,
    scoreMetric: dataset.scoreMetric,
    startedAt,
  };
}

/** A result's columns; `index` counts the run's answers from 0. */
function resultColumns(run: string, answer: Answer, index: number) {
  return { run, position: index + 1, repeat: 1, ...answer, textReplaced: false };
}
