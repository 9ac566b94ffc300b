import {
  Dataset,
  type Em,
  Metric,
  Model,
  type Orm,
  Prompt,
  PromptVersion,
  Run,
  RunResult,
} from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";
import {
  type BoardRun,
  datasetNames,
  knownMetrics,
  modelNames,
  promptNames,
  promptVersions,
} from "./board.ts";
import { calledVersions, type Names, ownNames } from "./names.ts";

/** The models, datasets, prompts and metrics that boards refer to; once per database. */
export async function insertCatalogue(orm: Orm): Promise<void> {
  await insertSubjects(orm, {
    models: modelNames,
    datasets: datasetNames,
    prompts: promptNames,
    promptVersions: promptVersions.map(({ firstRunAt, ...version }) => ({
      ...version,
      createdAt: firstRunAt,
    })),
  });
  await orm.em.fork().insertMany(Metric, [...knownMetrics]);
}

/** Puts these runs, and no others, on the board, with names that stand for what is said. */
export async function replaceBoard(
  orm: Orm,
  board: readonly BoardRun[],
  names: Names = ownNames,
): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    // Without the guards of ended runs: a run is recorded in one piece here.
    await em.execute("set local session_replication_role = replica");
    await em.nativeDelete(RunResult, {});
    await em.nativeDelete(Run, {});
    await callSubjects(em, names);
    if (board.length > 0) await em.insertMany(Run, board.map(rowOf));
    const results = board.flatMap(resultRowsOf);
    if (results.length > 0) await em.insertMany(RunResult, results);
  });
}

/** Adds one run; `index` tells it from the others. */
export async function insertRun(orm: Orm, run: BoardRun, index: number): Promise<void> {
  await orm.em.fork().insert(Run, rowOf(run, index));
}

async function callSubjects(em: Em, names: Names): Promise<void> {
  const idsOf = (kind: "model" | "dataset" | "prompt", canonical: readonly number[], index: number) => ({
    id: idOf(kind, index),
    canonical: idOf(kind, canonical[index]!),
  });
  await em.upsertMany(
    Model,
    modelNames.map((model, index) => ({ ...model, ...idsOf("model", names.models, index) })),
    { onConflictFields: ["id"] },
  );
  await em.upsertMany(
    Dataset,
    datasetNames.map((name, index) => ({ name, ...idsOf("dataset", names.datasets, index) })),
    { onConflictFields: ["id"] },
  );
  await em.upsertMany(
    Prompt,
    promptNames.map((name, index) => ({ name, ...idsOf("prompt", names.prompts, index) })),
    { onConflictFields: ["id"] },
  );
  const called = calledVersions(names);
  await em.upsertMany(
    PromptVersion,
    versionRows.map((row, index) => ({
      ...row,
      number: called[index]!.number,
      canonical: idOf("promptVersion", called[index]!.canonical),
    })),
    { onConflictFields: ["id"] },
  );
}

const versionRows = promptVersions.map(({ prompt, text, firstRunAt }, index) => ({
  id: idOf("promptVersion", index),
  prompt: idOf("prompt", prompt),
  text,
  textHash: `${index}`.padStart(64, "0"),
  firstRunAt,
  createdAt: firstRunAt,
}));

function resultRowsOf({ itemLatenciesMs, answers = [] }: BoardRun, index: number) {
  const alike = { run: idOf("run", index), metrics: null, textReplaced: false };
  const unscored = itemLatenciesMs.map((latencyMs, item) => ({
    ...alike,
    position: item + 1,
    itemKey: `latency ${item}`,
    repeat: 1,
    score: null,
    passed: null,
    latencyMs,
  }));
  const scored = answers.map(({ item, score, passed }, place) => ({
    ...alike,
    position: unscored.length + place + 1,
    itemKey: item,
    repeat: answers.slice(0, place + 1).filter((answer) => answer.item === item).length,
    score,
    passed,
    latencyMs: null,
  }));
  return [...unscored, ...scored];
}

function rowOf(run: BoardRun, index: number) {
  const { status, model, dataset, promptVersion, label, tags, at, ...own } = run;
  const { itemLatenciesMs: _latencies, answers: _answers, ...given } = own;
  const { perfectItems, partialItems, failedItems, erroredItems, unscoredItems, metrics } = given;
  const figures = {
    ...given,
    totalItems: perfectItems + partialItems + failedItems + erroredItems + unscoredItems,
    inputCountedItems: 0,
    outputCountedItems: 0,
    metrics: metrics.map((metric) => ({ ...metric, deviation: null, words: [] })),
    itemsHash: "items",
  };
  const unknown = Object.fromEntries(Object.keys(figures).map((figure) => [figure, null]));
  return {
    id: idOf("run", index),
    externalId: `run ${index}`,
    status,
    model: idOf("model", model),
    dataset: idOf("dataset", dataset),
    promptVersion: idOf("promptVersion", promptVersion),
    label,
    tags,
    startedAt: at,
    completedAt: status === "completed" ? at : null,
    failedAt: status === "failed" ? at : null,
    ...(status === "completed" ? figures : unknown),
  };
}
