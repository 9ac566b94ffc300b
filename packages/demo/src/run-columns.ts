import { factsOf } from "./facts.ts";
import type { Answer } from "./answer.ts";
import type { EvaluatedIds } from "./catalogue.ts";
import type { PlannedRun } from "./day-runs.ts";
import type { EvaluatedRun } from "./evaluate.ts";
import { randomOf } from "./random.ts";

/** A run's columns while it runs. */
export function startColumns(seed: number, run: PlannedRun, evaluatedIds: EvaluatedIds) {
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
export function endColumns({ status, endedAt, error, answers }: EvaluatedRun) {
  return status === "completed"
    ? { status, completedAt: endedAt, failedAt: null, error, ...factsOf(answers) }
    : { status, completedAt: null, failedAt: endedAt, error };
}

/** A result's columns; `index` counts the run's answers from 0. */
export function resultColumns(run: string, answer: Answer, index: number) {
  return { run, position: index + 1, repeat: 1, ...answer, textReplaced: false };
}
