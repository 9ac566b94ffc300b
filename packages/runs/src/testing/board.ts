import type { RunFigures } from "@evalboard/contract";
import { Dataset, FactGeneration, Model, type Orm, PromptVersion, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";
import { figuresOf } from "../figures.ts";

/** What a test puts into the store: runs of numbered models, datasets and prompt versions. */
export interface BoardRun {
  readonly status: "completed" | "failed" | "running";
  readonly model: number;
  readonly dataset: number;
  readonly version: number;
  readonly label: string | null;
  /** Left out of the facts; no where nothing is said. */
  readonly limited?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Which edition of its items it asked; see `textsOf`. */
  readonly edition?: number;
  /** Minutes after the board's first moment. */
  readonly completedAt: number;
  readonly results: readonly BoardResult[];
}

export interface BoardResult {
  readonly item: string;
  /** Null of an errored one, undefined of one that nobody has scored. */
  readonly score: number | null | undefined;
  /** The tool's verdict; where it is left out, the score against ½. */
  readonly passed?: boolean;
  readonly metrics?: Readonly<Record<string, number | string>>;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
  /** What is null, or what the score says, where it is left out. */
  readonly texts?: Partial<Pick<RunResult, "itemName" | "input" | "expected" | "reason" | "error">>;
}

/** Which model, dataset or version stands for another one of its kind: by index. */
export interface Merged {
  readonly model?: Readonly<Record<number, number>>;
  readonly dataset?: Readonly<Record<number, number>>;
  readonly version?: Readonly<Record<number, number>>;
}

/** A stored run of a board. The ids are of what its model, dataset and version stand for. */
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

/** The id of what the one of this index stands for. */
export function canonicalId(
  kind: "model" | "dataset" | "version",
  index: number,
  merged: Merged = {},
): string {
  return idOf(kind === "version" ? "promptVersion" : kind, merged[kind]?.[index] ?? index);
}

/** What an item is asked: of two items in one edition another input, in one another answer is expected. */
export function textsOf(item: string, edition = 0) {
  const hasChanged = ["ä", "🙂"].includes(item);
  return {
    input: hasChanged && edition === 1 ? "asked otherwise" : null,
    expected: hasChanged && edition === 2 ? "another answer" : null,
  };
}

/** Puts these runs, and no others, into the database, under names that are merged so. */
export async function storeBoard(
  orm: Orm,
  board: readonly BoardRun[],
  merged: Merged = {},
): Promise<StoredRun[]> {
  const em = orm.em.fork();
  await em.nativeDelete(Run, {});
  await em.nativeDelete(FactGeneration, {});
  for (const index of [0, 1, 2]) {
    const id = (kind: "model" | "dataset" | "version") => canonicalId(kind, index);
    const canonical = (kind: "model" | "dataset" | "version") => canonicalId(kind, index, merged);
    await em.nativeUpdate(Model, id("model"), { canonical: canonical("model") });
    await em.nativeUpdate(Dataset, id("dataset"), { canonical: canonical("dataset") });
    await em.nativeUpdate(PromptVersion, id("version"), { canonical: canonical("version") });
  }
  const stored = board.map((run, index) => ({
    ...run,
    id: idOf("run", index),
    modelId: canonicalId("model", run.model, merged),
    datasetId: canonicalId("dataset", run.dataset, merged),
    promptVersionId: canonicalId("version", run.version, merged),
  }));
  await em.insertMany(Run, stored.map(startedRow));
  const results = stored.flatMap(resultRows);
  if (results.length > 0) await em.insertMany(RunResult, results);
  const figures = await figuresOf(
    em,
    stored.map(({ id }) => id),
  );
  for (const run of stored) {
    if (run.status !== "running") await em.nativeUpdate(Run, run.id, endOf(run, figures.get(run.id)));
  }
  return stored;
}

function startedRow({ id, model, dataset, version, label, limited = false, tags = {} }: StoredRun) {
  const evaluated = {
    model: canonicalId("model", model),
    dataset: canonicalId("dataset", dataset),
    promptVersion: canonicalId("version", version),
  };
  const startedAt = new Date(instantOf(0));
  return { id, externalId: id, status: "running" as const, ...evaluated, label, limited, tags, startedAt };
}

function resultRows({ id, results, edition }: StoredRun) {
  return results.map(({ item, score, passed, metrics, texts, ...measured }, index) => ({
    run: id,
    position: index + 1,
    itemKey: item,
    itemName: null,
    repeat: results.slice(0, index + 1).filter((result) => result.item === item).length,
    ...textsOf(item, edition),
    score: score ?? null,
    passed: typeof score === "number" ? (passed ?? score >= 0.5) : null,
    metrics: metrics ?? null,
    reason: null,
    transcript: null,
    error: score === null ? "429" : null,
    output: score === null ? null : `answer ${index + 1}`,
    inputTokens: null,
    outputTokens: null,
    cached: null,
    ...measured,
    ...texts,
    textReplaced: false,
  }));
}

function endOf({ status, completedAt }: StoredRun, figures: RunFigures | undefined) {
  if (status === "failed") return { status, failedAt: new Date(instantOf(1)), error: "stopped" };
  return { status, completedAt: new Date(instantOf(completedAt)), ...figures };
}
