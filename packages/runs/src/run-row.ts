import { type Outcome, Provenance, type RunDetail, RunFigures, type RunRow } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { type Loaded, LockMode } from "@mikro-orm/core";
import { RunNotFound } from "./errors.ts";
import { directionsOf } from "./metric-directions.ts";

/** One run as it is committed now, or as this transaction sees it. Throws `RunNotFound` where there is none. */
export async function getRun(em: Em, runId: string): Promise<RunDetail> {
  const run = (await getRuns(em, [runId])).get(runId);
  if (!run) throw new RunNotFound(runId);
  return run;
}

/** Those of these runs that there are, by their ids. */
export async function getRuns(em: Em, runIds: readonly string[]): Promise<ReadonlyMap<string, RunDetail>> {
  // Not refreshed: then each relation would be asked for by itself, though it was joined.
  const runs = await em.find(
    Run,
    { id: { $in: [...runIds] } },
    { populate: rowRelations, strategy: "joined", disableIdentityMap: true },
  );
  const names = new Set(runs.flatMap(({ metrics }) => metrics?.map(({ name }) => name) ?? []));
  const directions = await directionsOf(em, [...names]);
  const found = new Map<string, RunDetail>();
  for (const run of runs) {
    const { id, model, dataset, promptVersion } = run;
    const own = (run.metrics ?? []).flatMap(({ name }) => {
      const higherIsBetter = directions.get(name);
      return higherIsBetter === undefined ? [] : [[name, higherIsBetter] as const];
    });
    found.set(id, {
      ...runRow(run),
      promptText: promptVersion.$.text,
      results: run.totalItems ?? (await em.count(RunResult, { run: id })),
      textsRemovedAt: run.textsRemovedAt?.toISOString() ?? null,
      revisions: run.revisions,
      higherIsBetter: Object.fromEntries(own),
      recorded: {
        model: { provider: model.$.provider, name: model.$.name },
        dataset: dataset.$.name,
        prompt: promptVersion.$.prompt.$.name,
      },
    });
  }
  return found;
}

/** The run, locked until the transaction ends: whoever adds results or ends the run takes turns. */
export async function lockRun(em: Em, runId: string): Promise<Run> {
  const run = await em.findOne(Run, runId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!run) throw new RunNotFound(runId);
  return run;
}

/** Throws `RunNotFound` where there is no such run. */
export async function requireRun(em: Em, runId: string): Promise<void> {
  if ((await em.count(Run, { id: runId })) === 0) throw new RunNotFound(runId);
}

/** What a row shows besides the run itself. */
export const rowRelations = [
  "model.canonical",
  "dataset.canonical",
  "promptVersion.prompt.canonical",
] as const;

type Relation = (typeof rowRelations)[number];
type LoadedRun = Loaded<Run, Relation> | Loaded<Run, Relation, never, "promptVersion.text">;

/** By the score: 1 perfect, 0 failed, between partial; without one `errored` where the call broke, else `unscored`. */
export function outcomeOf(score: number | null, isErrored: boolean): Outcome {
  if (score === null) return isErrored ? "errored" : "unscored";
  if (score === 1) return "perfect";
  return score === 0 ? "failed" : "partial";
}

/** A run as the contract has it. */
export function runRow(run: LoadedRun): RunRow {
  const model = run.model.$.canonical.$;
  const dataset = run.dataset.$.canonical.$;
  const version = run.promptVersion.$;
  const prompt = version.prompt.$.canonical.$;
  return {
    id: run.id,
    externalId: run.externalId,
    status: run.status,
    outcome:
      run.status === "completed" ? outcomeOf(run.averageScore, run.erroredItems === run.totalItems) : null,
    model: { id: model.id, provider: model.provider, name: model.name },
    dataset: { id: dataset.id, name: dataset.name },
    prompt: { id: prompt.id, name: prompt.name, versionId: version.canonical.id, version: version.number },
    ...Provenance.parse(run),
    tags: run.tags,
    passMark: run.passMark,
    limited: run.limited,
    scoreMetric: run.scoreMetric,
    startedAt: run.startedAt.toISOString(),
    completedAt: run.completedAt?.toISOString() ?? null,
    failedAt: run.failedAt?.toISOString() ?? null,
    error: run.error,
    ...RunFigures.parse(run),
  };
}
