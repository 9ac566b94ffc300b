import { type Em, type Orm, Run, RunResult } from "@evalboard/db";
import { idOf, insertSubjects } from "@evalboard/db/testing";
import { addRuns, rescoreRun, subtractRuns } from "../add-runs.ts";
import type { CompletedRun } from "../upserts.ts";

/** Of one result; null of an errored one. */
type ScoreOfTest = number | null | "unscored";

/** A run as a test tells it: a running one is completed with these scores. */
export interface RunOfTest {
  readonly index: number;
  readonly model: number;
  readonly dataset: number;
  readonly version: number;
  readonly completedAt: Date;
  readonly scores: readonly ScoreOfTest[];
  /** Whether a tool said the opposite of what the score says. */
  readonly contrary: boolean;
  /** The metrics of each result, where it has them; of one that nobody has scored they come with its score. */
  readonly metrics: readonly (number | null)[];
  readonly latencies: readonly (number | null)[];
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  /** Left out where nothing is said. */
  readonly limited?: boolean;
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
    limited: run.limited ?? false,
  });
  await em.insertMany(
    RunResult,
    run.scores.map((score, index) => ({
      run: id,
      position: index + 1,
      ...askedAt(index),
      ...scoreColumns(run, index),
      cached: null,
      error: score === null ? "broken" : null,
      latencyMs: run.latencies[index] ?? null,
      textReplaced: false,
    })),
  );
  await em.nativeUpdate(Run, id, { status: "completed", completedAt, ...figuresOf(run) });
  await addRuns(em, [completedRun(run)]);
}

/** Each of two items is asked up to twice. */
export function askedAt(index: number): { itemKey: string; repeat: number } {
  return { itemKey: `item ${index % 2}`, repeat: 1 + (index >> 1) };
}

function scoreColumns({ scores, contrary, metrics }: RunOfTest, index: number) {
  const score = scores[index];
  const value = metrics[index] ?? null;
  return {
    score: typeof score === "number" ? score : null,
    passed: typeof score === "number" ? score >= 0.5 !== contrary : null,
    metrics:
      value === null || score === "unscored"
        ? null
        : { ...Object.fromEntries(numbersOf(value)), kind: "word" },
  };
}

/** What a result has as numbers, by name: one metric of all, and one of those that are above 0. */
function numbersOf(value: number): [name: string, value: number][] {
  return value > 0
    ? [
        ["all", value],
        ["positive", value / 8],
      ]
    : [["all", value]];
}

/** As the facts are told of it. */
function completedRun(run: RunOfTest): CompletedRun {
  const { metrics } = figuresOf(run);
  return {
    id: idOf("run", run.index),
    completedAt: run.completedAt,
    hasMetrics: metrics.length > 0,
    limited: run.limited ?? false,
  };
}

/** Scores what nobody had scored, in the transaction of `em`. Gives the run as it is then. */
export async function scoreLate(em: Em, run: RunOfTest, score: number): Promise<RunOfTest> {
  const scored = { ...run, scores: run.scores.map((given) => (given === "unscored" ? score : given)) };
  const late = run.scores.flatMap((given, index) => (given === "unscored" ? [index] : []));
  for (const index of late) {
    const result = { run: idOf("run", run.index), position: index + 1 };
    await em.nativeUpdate(RunResult, result, scoreColumns(scored, index));
  }
  await rescoreRun(em, completedRun(run), {
    positions: late.map((index) => index + 1),
    async updateRun() {
      const { averageScore, passedItems, perfectItems, partialItems, failedItems, unscoredItems, metrics } =
        figuresOf(scored);
      const counts = { passedItems, perfectItems, partialItems, failedItems, unscoredItems };
      await em.nativeUpdate(Run, idOf("run", run.index), { averageScore, ...counts, metrics });
      return completedRun(scored);
    },
  });
  return scored;
}

/** Deletes a completed run in the transaction of `em`. */
export async function remove(em: Em, run: RunOfTest): Promise<void> {
  await subtractRuns(em, [completedRun(run)]);
  await em.nativeDelete(Run, idOf("run", run.index));
}

/** What the run stores of its results. */
export function figuresOf({ scores, contrary, metrics, latencies, costUsd, inputTokens }: RunOfTest) {
  const scored = scores.filter((score) => typeof score === "number");
  const measured = known(latencies.slice(0, scores.length));
  const values = known(
    scores.map((score, index) => (score === "unscored" ? null : (metrics[index] ?? null))),
  );
  const numbers = Map.groupBy(values.flatMap(numbersOf), ([name]) => name);
  return {
    averageScore: mean(scored),
    totalItems: scores.length,
    passedItems: scored.filter((score) => score >= 0.5 !== contrary).length,
    perfectItems: scored.filter((score) => score === 1).length,
    partialItems: scored.filter((score) => score > 0 && score < 1).length,
    failedItems: scored.filter((score) => score === 0).length,
    erroredItems: scores.filter((score) => score === null).length,
    unscoredItems: scores.filter((score) => score === "unscored").length,
    latencyMs: mean(measured),
    measuredItems: measured.length,
    inputTokens,
    inputCountedItems: inputTokens === null ? 0 : scores.length,
    outputTokens: null,
    outputCountedItems: 0,
    costUsd,
    pricedItems: costUsd === null ? 0 : 1,
    spentUsd: costUsd === null ? null : costUsd / 2,
    metrics: [
      ...(values.length > 0
        ? [{ name: "kind", n: 0, mean: null, deviation: null, words: [{ word: "word", n: values.length }] }]
        : []),
      ...[...numbers].map(([name, of]) => ({
        name,
        n: of.length,
        mean: mean(of.map(([, value]) => value)),
        deviation: null,
        words: [],
      })),
    ],
    itemsHash: "items",
  };
}

/** Those that are not null. */
export function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
