import { Dataset, Model, type Orm, Prompt, PromptVersion, Run } from "@evalboard/db";

const dayMs = 86_400_000;

const idOf = (kind: number, index: number) =>
  `00000000-0000-4000-8000-${kind}${index.toString(16).padStart(11, "0")}`;

/** The model that only errors. */
export const brokenModelId = idOf(1, 0);

/** Version 2 of the prompt whose version 2 is worse than its version 1. */
export const worseVersionId = idOf(5, 2);

/**
 * A board of `models` models, of which the first only errors, and of `prompts` prompts with two versions each, of which the
 * first is the oldest and became worse; the others were hardly run. All ran an hour before `now`.
 */
export async function insertCrowd(
  orm: Orm,
  { models, prompts, now }: { models: number; prompts: number; now: Date },
): Promise<void> {
  const em = orm.em.fork();
  const indices = (length: number) => Array.from({ length }, (_, index) => index);
  const dataset = idOf(2, 0);
  await em.insert(Dataset, { id: dataset, name: "questions" });
  await em.insertMany(
    Model,
    indices(models).map((index) => ({ id: idOf(1, index), provider: "local", name: `model ${index}` })),
  );
  await em.insertMany(
    Prompt,
    indices(prompts).map((index) => ({ id: idOf(3, index), name: `prompt ${index}` })),
  );
  const versions = indices(prompts).flatMap((prompt) =>
    [1, 2].map((number) => ({
      id: idOf(5, 2 * prompt + number),
      prompt: idOf(3, prompt),
      number,
      text: `prompt ${prompt}, version ${number}`,
      textHash: `${2 * prompt + number}`.padStart(64, "0"),
      createdAt: new Date(now.getTime() - (2 * (prompts - prompt) - number) * dayMs),
    })),
  );
  await em.insertMany(PromptVersion, versions);

  const hourAgo = new Date(now.getTime() - dayMs / 24);
  const run = { status: "completed", dataset, startedAt: hourAgo, completedAt: hourAgo } as const;
  const items = { totalItems: 50, perfectItems: 0, failedItems: 0 };
  const scored = (model: string, promptVersion: string, averageScore: number) => ({
    ...items,
    model,
    promptVersion,
    averageScore,
    partialItems: 50,
    erroredItems: 0,
  });
  const errored = { ...items, averageScore: null, partialItems: 0, erroredItems: 50 };
  const rows = [
    { ...errored, model: brokenModelId, promptVersion: worseVersionId },
    ...indices(models)
      .slice(1)
      .flatMap((index) => [
        scored(idOf(1, index), idOf(5, 1), 0.8 + 0.001 * index),
        scored(idOf(1, index), worseVersionId, 0.4 + 0.001 * index),
      ]),
    ...versions.slice(2).map(({ id }) => scored(idOf(1, 1), id, 0.5)),
  ];
  await em.insertMany(
    Run,
    rows.map((row, index) => ({ id: idOf(4, index), externalId: `run ${index}`, ...run, ...row })),
  );
}
