import { type Orm, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";

/** What a test puts into the store: runs of numbered models, datasets and prompt versions. */
export interface BoardRun {
  readonly status: "completed" | "failed" | "running";
  readonly model: number;
  readonly dataset: number;
  readonly version: number;
  readonly label: string | null;
  /** Minutes after the board's first moment. */
  readonly completedAt: number;
  readonly results: readonly BoardResult[];
}

interface BoardResult {
  readonly item: string;
  readonly score: number | null;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
}

/** A stored run of a board. */
export interface StoredRun extends BoardRun {
  readonly id: string;
  readonly modelId: string;
  readonly datasetId: string;
  readonly promptVersionId: string;
}

/** A completed run of these scores, item by item; null is an errored one. */
export function runOf(
  scores: Readonly<Record<string, number | null | readonly (number | null)[]>>,
  told: Partial<BoardRun> = {},
): BoardRun {
  const results = Object.entries(scores).flatMap(([item, given]) =>
    [given].flat().map((score) => ({ item, score, latencyMs: null, costUsd: null })),
  );
  const run = { status: "completed", model: 0, dataset: 0, version: 0, label: null, completedAt: 1 } as const;
  return { ...run, results, ...told };
}

export const instantOf = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 0, minutes)).toISOString();

/** What runs of a board refer to, three of each; once per database. */
export async function storeReferences(orm: Orm): Promise<void> {
  await insertSubjects(orm, {
    models: [0, 1, 2].map((index) => ({ provider: "bench", name: `model-${index}` })),
    datasets: [0, 1, 2].map((index) => `dataset-${index}`),
    prompts: ["prompt"],
    promptVersions: [0, 1, 2].map((index) => ({
      prompt: 0,
      number: index + 1,
      text: `text ${index}`,
      createdAt: new Date(0),
    })),
  });
}

/** Puts these runs, and no others, into the database. */
export async function storeBoard(orm: Orm, board: readonly BoardRun[]): Promise<StoredRun[]> {
  const em = orm.em.fork();
  await em.nativeDelete(Run, {});
  const stored = board.map((run, index) => ({
    ...run,
    id: idOf("run", index),
    modelId: idOf("model", run.model),
    datasetId: idOf("dataset", run.dataset),
    promptVersionId: idOf("promptVersion", run.version),
  }));
  await em.insertMany(Run, stored.map(startedRow));
  const results = stored.flatMap(resultRows);
  if (results.length > 0) await em.insertMany(RunResult, results);
  for (const run of stored) if (run.status !== "running") await em.nativeUpdate(Run, run.id, endOf(run));
  return stored;
}

function startedRow({ id, modelId, datasetId, promptVersionId, label }: StoredRun) {
  const evaluated = { model: modelId, dataset: datasetId, promptVersion: promptVersionId };
  const startedAt = new Date(instantOf(0));
  return { id, externalId: id, status: "running" as const, ...evaluated, label, startedAt };
}

function resultRows({ id, results }: StoredRun) {
  return results.map(({ item, score, ...measured }, index) => ({
    run: id,
    position: index + 1,
    itemKey: item,
    repeat: results.slice(0, index + 1).filter((result) => result.item === item).length,
    score,
    error: score === null ? "429" : null,
    output: score === null ? null : `answer ${index + 1}`,
    ...measured,
    textReplaced: false,
  }));
}

function endOf({ status, completedAt, results }: StoredRun) {
  if (status === "failed") return { status, failedAt: new Date(instantOf(1)), error: "stopped" };
  const scored = results.filter(({ score }) => score !== null).length;
  return {
    status,
    completedAt: new Date(instantOf(completedAt)),
    averageScore: scored === 0 ? null : 1,
    totalItems: results.length,
    perfectItems: scored,
    partialItems: 0,
    failedItems: 0,
    erroredItems: results.length - scored,
  };
}
