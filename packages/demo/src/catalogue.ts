import { createHash } from "node:crypto";
import { Dataset, type Em, Metric, Model, Prompt, PromptVersion } from "@evalboard/db";
import { datasets } from "./datasets.ts";
import { type PlannedRun, timeOf } from "./day-runs.ts";
import { knownMetrics } from "./metrics.ts";
import { type DemoModel, luckyModel, models } from "./models.ts";
import { prompts } from "./prompts.ts";
import { randomOf } from "./random.ts";
import { story } from "./story.ts";

/** The ids of what a run evaluates, in the columns of a run. Throws where it is nothing of the demo. */
export type EvaluatedIds = (run: PlannedRun) => {
  readonly model: string;
  readonly dataset: string;
  readonly promptVersion: string;
};

/**
 * Makes those of the demo's models, datasets, prompts, versions and metrics that are not there yet. `runs` are those that
 * will be recorded, the oldest first: a version is new with its first one.
 */
export async function createCatalogue(
  em: Em,
  seed: number,
  firstFill: number,
  runs: readonly PlannedRun[],
): Promise<EvaluatedIds> {
  const newNamed: NewNamed = (...name) => {
    const id = randomOf(seed, ...name).uuid(timeOf(firstFill - story.days));
    return { id, canonical: id };
  };
  const modelId = await createModels(em, newNamed);
  const datasetId = await createDatasets(em, newNamed);
  const versionId = await createPromptVersions(em, newNamed, firstFill, runs);
  await em.upsertMany(Metric, [...knownMetrics], { onConflictFields: ["name"], onConflictAction: "ignore" });
  return ({ model, dataset, version, daysAgo }) => ({
    model: modelId(model.provider, spellingAt(model, daysAgo)),
    dataset: datasetId(dataset.name),
    promptVersion: versionId(dataset.prompt.name, version),
  });
}

type Name = readonly (string | number)[];
/** The columns of something new that stands for itself. */
type NewNamed = (...name: Name) => { readonly id: string; readonly canonical: string };

function spellingAt({ name, formerly }: DemoModel, daysAgo: number): string {
  return formerly && daysAgo > formerly.daysAgo ? formerly.name : name;
}

async function createModels(em: Em, newNamed: NewNamed) {
  const rows = await em.upsertMany(
    Model,
    [...models, luckyModel].flatMap(({ provider, name, formerly }) =>
      [name, formerly?.name ?? []]
        .flat()
        .map((spelling) => Object.assign(newNamed(provider, spelling), { provider, name: spelling })),
    ),
    { onConflictFields: ["provider", "name"], onConflictAction: "ignore" },
  );
  return idsBy(rows, ({ provider, name }) => [provider, name]);
}

async function createDatasets(em: Em, newNamed: NewNamed) {
  const rows = await em.upsertMany(
    Dataset,
    datasets.map(({ name }) => Object.assign(newNamed("dataset", name), { name })),
    { onConflictFields: ["name"], onConflictAction: "ignore" },
  );
  return idsBy(rows, ({ name }) => [name]);
}

async function createPromptVersions(
  em: Em,
  newNamed: NewNamed,
  firstFill: number,
  runs: readonly PlannedRun[],
) {
  const promptRows = await em.upsertMany(
    Prompt,
    prompts.map(({ name }) => ({ ...newNamed("prompt", name), name })),
    { onConflictFields: ["name"], onConflictAction: "ignore" },
  );
  const promptId = idsBy(promptRows, ({ name }) => [name]);
  const versions = prompts.flatMap((prompt) =>
    prompt.versions.map(({ daysAgo, text }, index) => {
      const number = index + 1;
      const createdAt = timeOf(firstFill - daysAgo);
      const first = runs.find((run) => run.dataset.prompt === prompt && run.version === number);
      return {
        ...newNamed("prompt", prompt.name, number),
        prompt: promptId(prompt.name),
        number,
        text,
        textHash: createHash("sha256").update(text).digest("hex"),
        createdAt,
        firstRunAt: first?.startedAt ?? createdAt,
      };
    }),
  );
  const rows = await em.upsertMany(PromptVersion, versions, {
    onConflictFields: ["prompt", "textHash"],
    onConflictAction: "ignore",
  });
  const idOfText = idsBy(rows, ({ prompt, textHash }) => [prompt.id, textHash]);
  // By their texts: what people record beside the demo may change the numbers.
  const idOfVersion = idsBy(
    versions.map(({ prompt, textHash, number }) => ({ id: idOfText(prompt, textHash), prompt, number })),
    ({ prompt, number }) => [prompt, number],
  );
  return (prompt: string, version: number) => idOfVersion(promptId(prompt), version);
}

function idsBy<Row extends { readonly id: string }>(rows: readonly Row[], nameOf: (row: Row) => Name) {
  const ids = new Map(rows.map((row) => [JSON.stringify(nameOf(row)), row.id]));
  return (...name: Name): string => {
    const id = ids.get(JSON.stringify(name));
    if (id === undefined) throw new Error(`${name.join(" ")} is nothing of the demo`);
    return id;
  };
}
