import { createHash } from "node:crypto";
import { Dataset, type Em, Model, Prompt, PromptVersion } from "@evalboard/db";
import { datasets } from "./datasets.ts";
import { type PlannedRun, timeOf } from "./day-runs.ts";
import { luckyModel, models } from "./models.ts";
import { prompts } from "./prompts.ts";
import { randomOf } from "./random.ts";
import { story } from "./story.ts";

/** The ids of what a run evaluates, in the columns of a run. Throws where it is nothing of the demo. */
export type EvaluatedIds = (run: PlannedRun) => {
  readonly model: string;
  readonly dataset: string;
  readonly promptVersion: string;
};

/** Makes those of the demo's models, datasets, prompts and versions that are not there yet. */
export async function createCatalogue(em: Em, seed: number, firstFill: number): Promise<EvaluatedIds> {
  const newId: NewId = (...name) => randomOf(seed, ...name).uuid(timeOf(firstFill - story.days));
  const modelId = await createModels(em, newId);
  const datasetId = await createDatasets(em, newId);
  const versionId = await createPromptVersions(em, newId, firstFill);
  return ({ model, dataset, version }) => ({
    model: modelId(model.provider, model.name),
    dataset: datasetId(dataset.name),
    promptVersion: versionId(dataset.prompt.name, version),
  });
}

type Name = readonly (string | number)[];
type NewId = (...name: Name) => string;

async function createModels(em: Em, newId: NewId) {
  const rows = await em.upsertMany(
    Model,
    [...models, luckyModel].map(({ provider, name }) => ({ id: newId(provider, name), provider, name })),
    { onConflictFields: ["provider", "name"], onConflictAction: "ignore" },
  );
  return idsBy(rows, ({ provider, name }) => [provider, name]);
}

async function createDatasets(em: Em, newId: NewId) {
  const rows = await em.upsertMany(
    Dataset,
    datasets.map(({ name }) => ({ id: newId("dataset", name), name })),
    { onConflictFields: ["name"], onConflictAction: "ignore" },
  );
  return idsBy(rows, ({ name }) => [name]);
}

async function createPromptVersions(em: Em, newId: NewId, firstFill: number) {
  const promptRows = await em.upsertMany(
    Prompt,
    prompts.map(({ name }) => ({ id: newId("prompt", name), name })),
    { onConflictFields: ["name"], onConflictAction: "ignore" },
  );
  const promptId = idsBy(promptRows, ({ name }) => [name]);
  const rows = await em.upsertMany(
    PromptVersion,
    prompts.flatMap(({ name, versions }) =>
      versions.map(({ daysAgo, text }, index) => ({
        id: newId("prompt", name, index + 1),
        prompt: promptId(name),
        number: index + 1,
        text,
        textHash: createHash("sha256").update(text).digest("hex"),
        createdAt: timeOf(firstFill - daysAgo),
      })),
    ),
    { onConflictFields: ["prompt", "number"], onConflictAction: "ignore" },
  );
  const versionId = idsBy(rows, ({ prompt, number }) => [prompt.id, number]);
  return (prompt: string, version: number) => versionId(promptId(prompt), version);
}

function idsBy<Row extends { readonly id: string }>(rows: readonly Row[], nameOf: (row: Row) => Name) {
  const ids = new Map(rows.map((row) => [JSON.stringify(nameOf(row)), row.id]));
  return (...name: Name): string => {
    const id = ids.get(JSON.stringify(name));
    if (id === undefined) throw new Error(`${name.join(" ")} is nothing of the demo`);
    return id;
  };
}
