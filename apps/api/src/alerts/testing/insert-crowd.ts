import { type Orm, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";

const dayMs = 86_400_000;

/** The model that only errors. */
export const brokenModelId = idOf("model", 0);

/** Version 2 of the prompt whose version 2 is worse than its version 1. */
export const worseVersionId = idOf("promptVersion", 1);

/**
 * A board of `models` models, of which the first only errors, and of `prompts` prompts with two versions each, of which the
 * first is the oldest and became worse in each of its items; the others were hardly run. All ran an hour before `now`.
 */
export async function insertCrowd(
  orm: Orm,
  { models, prompts, now }: { models: number; prompts: number; now: Date },
): Promise<void> {
  const indices = (length: number) => Array.from({ length }, (_, index) => index);
  await insertSubjects(orm, {
    models: indices(models).map((index) => ({ provider: "local", name: `model ${index}` })),
    datasets: ["questions"],
    prompts: indices(prompts).map((index) => `prompt ${index}`),
    promptVersions: indices(2 * prompts).map((index) => {
      const [prompt, number] = [index >> 1, 1 + (index & 1)];
      const createdAt = new Date(now.getTime() - (2 * (prompts - prompt) - number) * dayMs);
      return { prompt, number, text: `prompt ${prompt}, version ${number}`, createdAt };
    }),
  });

  const hourAgo = new Date(now.getTime() - dayMs / 24);
  const run = {
    status: "completed",
    dataset: idOf("dataset", 0),
    startedAt: hourAgo,
    completedAt: hourAgo,
  } as const;
  const none = { perfectItems: 0, failedItems: 0, unscoredItems: 0, measuredItems: 0, pricedItems: 0 };
  const items = { totalItems: 10, ...none, inputCountedItems: 0, outputCountedItems: 0, itemsHash: "" };
  const scored = (model: string, promptVersion: string, averageScore: number) => ({
    ...items,
    model,
    promptVersion,
    averageScore,
    passedItems: 5,
    partialItems: 10,
    erroredItems: 0,
  });
  const errored = { ...items, averageScore: null, passedItems: 0, partialItems: 0, erroredItems: 10 };
  const rows = [
    { ...errored, model: brokenModelId, promptVersion: worseVersionId },
    ...indices(models)
      .slice(1)
      .flatMap((index) => [
        scored(idOf("model", index), idOf("promptVersion", 0), 0.8 + 0.001 * index),
        scored(idOf("model", index), worseVersionId, 0.4 + 0.001 * index),
      ]),
    ...indices(2 * prompts)
      .slice(2)
      .map((index) => scored(idOf("model", 1), idOf("promptVersion", index), 0.5)),
  ];
  await orm.em.fork().transactional(async (em) => {
    // Without the guards of ended runs: a run is recorded in one piece here.
    await em.execute("set local session_replication_role = replica");
    await em.insertMany(
      Run,
      rows.map((row, index) => ({
        id: idOf("run", index),
        externalId: `run ${index}`,
        ...run,
        ...row,
        metrics: [],
      })),
    );
    await em.insertMany(
      RunResult,
      rows.flatMap(({ averageScore: score }, index) => (score === null ? [] : resultsOf(index, score))),
    );
  });
}

/** Ten items, each of this score. */
function resultsOf(run: number, score: number) {
  return Array.from({ length: 10 }, (_, item) => ({
    run: idOf("run", run),
    position: item + 1,
    itemKey: `item ${item}`,
    repeat: 1,
    score,
    passed: item < 5,
    metrics: null,
    textReplaced: false,
  }));
}
