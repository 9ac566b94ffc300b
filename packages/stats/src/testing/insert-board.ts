import { type Orm, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";
import { type BoardRun, datasetNames, modelNames, promptNames, promptVersions } from "./board.ts";

/** The models, datasets and prompts that boards refer to; once per database. */
export async function insertCatalogue(orm: Orm): Promise<void> {
  await insertSubjects(orm, {
    models: modelNames,
    datasets: datasetNames,
    prompts: promptNames,
    promptVersions,
  });
}

/** Puts these runs, and no others, on the board. */
export async function replaceBoard(orm: Orm, board: readonly BoardRun[]): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    // Without the guards of ended runs: a run is recorded in one piece here.
    await em.execute("set local session_replication_role = replica");
    await em.nativeDelete(RunResult, {});
    await em.nativeDelete(Run, {});
    if (board.length > 0) await em.insertMany(Run, board.map(rowOf));
    const results = board.flatMap(resultRowsOf);
    if (results.length > 0) await em.insertMany(RunResult, results);
  });
}

/** Adds one run; `index` tells it from the others. */
export async function insertRun(orm: Orm, run: BoardRun, index: number): Promise<void> {
  await orm.em.fork().insert(Run, rowOf(run, index));
}

function resultRowsOf({ itemLatenciesMs }: BoardRun, index: number) {
  return itemLatenciesMs.map((latencyMs, item) => ({
    run: idOf("run", index),
    position: item + 1,
    itemKey: `item ${item}`,
    repeat: 1,
    score: 0.5,
    latencyMs,
    textReplaced: false,
  }));
}

function rowOf(run: BoardRun, index: number) {
  const { perfectItems, partialItems, failedItems, erroredItems, averageScore, latencyMs, costUsd } = run;
  const totalItems = perfectItems + partialItems + failedItems + erroredItems;
  const facts = {
    averageScore,
    totalItems,
    perfectItems,
    partialItems,
    failedItems,
    erroredItems,
    latencyMs,
    costUsd,
  };
  const unknown = Object.fromEntries(Object.keys(facts).map((fact) => [fact, null]));
  return {
    id: idOf("run", index),
    externalId: `run ${index}`,
    status: run.status,
    model: idOf("model", run.model),
    dataset: idOf("dataset", run.dataset),
    promptVersion: idOf("promptVersion", run.promptVersion),
    startedAt: run.at,
    completedAt: run.status === "completed" ? run.at : null,
    failedAt: run.status === "failed" ? run.at : null,
    ...(run.status === "completed" ? facts : unknown),
  };
}
