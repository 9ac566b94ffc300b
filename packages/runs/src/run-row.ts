import { type Outcome, Provenance, type RunDetail, RunFigures, type RunRow } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { type Loaded, LockMode } from "@mikro-orm/core";
import { RunNotFound } from "./errors.ts";

/** One run as it is committed now, or as this transaction sees it. */
export async function getRun(em: Em, runId: string): Promise<RunDetail> {
  const run = await em.findOne(Run, runId, { populate: rowRelations, refresh: true });
  if (!run) throw new RunNotFound(runId);
  const results = await em.count(RunResult, { run: runId });
  return { ...runRow(run), promptText: run.promptVersion.$.text, results };
}

/** The run, locked until the transaction ends: whoever adds results or ends the run takes turns. */
export async function lockRun(em: Em, runId: string): Promise<Run> {
  const run = await em.findOne(Run, runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!run) throw new RunNotFound(runId);
  return run;
}

/** Throws `RunNotFound` where there is no such run. */
export async function requireRun(em: Em, runId: string): Promise<void> {
  if ((await em.count(Run, { id: runId })) === 0) throw new RunNotFound(runId);
}

/** What a row shows besides the run itself. */
export const rowRelations = ["model", "dataset", "promptVersion.prompt"] as const;

type LoadedRun = Loaded<Run, (typeof rowRelations)[number], never, "promptVersion.text">;

/** By the score: 1 perfect, 0 failed, between partial, none errored. */
export function outcomeOf(score: number | null): Outcome {
  if (score === null) return "errored";
  if (score === 1) return "perfect";
  return score === 0 ? "failed" : "partial";
}

/** A run as the contract has it. */
export function runRow(run: LoadedRun): RunRow {
  const model = run.model.$;
  const dataset = run.dataset.$;
  const version = run.promptVersion.$;
  const prompt = version.prompt.$;
  return {
    id: run.id,
    externalId: run.externalId,
    status: run.status,
    outcome: run.status === "completed" ? outcomeOf(run.averageScore) : null,
    model: { id: model.id, provider: model.provider, name: model.name },
    dataset: { id: dataset.id, name: dataset.name },
    prompt: { id: prompt.id, name: prompt.name, versionId: version.id, version: version.number },
    ...Provenance.parse(run),
    startedAt: run.startedAt.toISOString(),
    completedAt: run.completedAt?.toISOString() ?? null,
    failedAt: run.failedAt?.toISOString() ?? null,
    error: run.error,
    ...RunFigures.parse(run),
  };
}
