import { type Em, Run, RunResult } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import type { Answer } from "./answer.ts";
import { insertRows, updateRows } from "./bulk-rows.ts";
import type { EvaluatedIds } from "./catalogue.ts";
import type { PlannedRun } from "./day-runs.ts";
import type { EvaluatedRun } from "./evaluate.ts";
import { randomOf } from "./random.ts";

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

/** A run's columns while it runs. */
function startColumns(seed: number, run: PlannedRun, evaluatedIds: EvaluatedIds) {
  const { externalId, startedAt } = run;
  return {
    id: randomOf(seed, "run", externalId).uuid(startedAt),
    externalId,
    status: "running" as const,
    ...evaluatedIds(run),
    source: "evalboard demo",
    startedAt,
  };
}

/** What changes when it ends. */
function endColumns({ status, endedAt, error, answers }: EvaluatedRun) {
  return status === "completed"
    ? { status, completedAt: endedAt, failedAt: null, error, ...factsOf(answers) }
    : { status, completedAt: null, failedAt: endedAt, error };
}

/** A result's columns; `index` counts the run's answers from 0. */
function resultColumns(run: string, answer: Answer, index: number) {
  return { run, position: index + 1, repeat: 1, ...answer, textReplaced: false };
}

/** What a run stores at completion; the same definitions as where a run is recorded item by item. */
export function factsOf(answers: readonly Answer[]) {
  const scores = known(answers, ({ score }) => score);
  const perfectItems = scores.filter((score) => score === 1).length;
  const failedItems = scores.filter((score) => score === 0).length;
  return {
    averageScore: mean(scores),
    totalItems: answers.length,
    perfectItems,
    partialItems: scores.length - perfectItems - failedItems,
    failedItems,
    erroredItems: answers.length - scores.length,
    latencyMs: mean(known(answers, ({ latencyMs }) => latencyMs)),
    inputTokens: sum(known(answers, ({ inputTokens }) => inputTokens)),
    outputTokens: sum(known(answers, ({ outputTokens }) => outputTokens)),
    costUsd: sum(known(answers, ({ costUsd }) => costUsd)),
  };
}

const known = (answers: readonly Answer[], valueOf: (answer: Answer) => number | null) =>
  answers.map(valueOf).filter((value) => value !== null);

/** Null where nothing is known: unknown is never 0. */
const sum = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0);

function mean(values: readonly number[]): number | null {
  const total = sum(values);
  return total === null ? null : total / values.length;
}
