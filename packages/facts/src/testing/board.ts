import { type Em, type Orm, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";
import { addRuns, subtractRuns } from "../add-runs.ts";

/** A run as a test tells it: a running one is completed with these scores, null an errored one. */
export interface RunOfTest {
  readonly index: number;
  readonly model: number;
  readonly dataset: number;
  readonly version: number;
  readonly completedAt: Date;
  readonly scores: readonly (number | null)[];
  readonly latencies: readonly (number | null)[];
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
}

/** What runs refer to: three models and datasets, and two versions of two prompts. */
export async function insertCatalogue(orm: Orm): Promise<void> {
  await insertSubjects(orm, {
    models: [0, 1, 2].map((index) => ({ provider: "provider", name: `model ${index}` })),
    datasets: [0, 1, 2].map((index) => `dataset ${index}`),
    prompts: [0, 1].map((index) => `prompt ${index}`),
    promptVersions: [0, 1, 2, 3].map((index) => ({
      prompt: index >> 1,
      number: 1 + (index & 1),
      text: "text",
      createdAt: new Date(0),
    })),
  });
}

/** Completes a run in the transaction of `em`: its results first, then its end. */
export async function complete(em: Em, run: RunOfTest): Promise<void> {
  const id = idOf("run", run.index);
  const { completedAt } = run;
  await em.insert(Run, {
    id,
    externalId: `run ${run.index}`,
    status: "running",
    model: idOf("model", run.model),
    dataset: idOf("dataset", run.dataset),
    promptVersion: idOf("promptVersion", run.version),
    startedAt: completedAt,
  });
  await em.insertMany(
    RunResult,
    run.scores.map((score, index) => ({
      run: id,
      position: index + 1,
      itemKey: `item ${index}`,
      repeat: 1,
      score,
      error: score === null ? "broken" : null,
      latencyMs: run.latencies[index] ?? null,
      textReplaced: false,
    })),
  );
  await em.nativeUpdate(Run, id, { status: "completed", completedAt, ...factsOf(run) });
  await addRuns(em, [{ id, completedAt }]);
}

/** Deletes a completed run in the transaction of `em`. */
export async function remove(em: Em, { index, completedAt }: RunOfTest): Promise<void> {
  await subtractRuns(em, [{ id: idOf("run", index), completedAt }]);
  await em.nativeDelete(Run, idOf("run", index));
}

/** What the run stores of its results. */
export function factsOf({ scores, latencies, costUsd, inputTokens }: RunOfTest) {
  const scored = known(scores);
  return {
    averageScore: mean(scored),
    totalItems: scores.length,
    perfectItems: scored.filter((score) => score === 1).length,
    partialItems: scored.filter((score) => score > 0 && score < 1).length,
    failedItems: scored.filter((score) => score === 0).length,
    erroredItems: scores.length - scored.length,
    latencyMs: mean(known(latencies.slice(0, scores.length))),
    inputTokens,
    outputTokens: null,
    costUsd,
  };
}

/** Those that are not null. */
export function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
