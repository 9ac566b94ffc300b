import { type Outcome, RunDetail, RunRow } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { LockMode, sql } from "@mikro-orm/core";
import { z } from "zod";
import { RunNotFound } from "./errors.ts";
import { directionsOf } from "./metric-directions.ts";

/** When something was, by the name of the contract. */
const at = (column: string, name: string) =>
  sql`(extract(epoch from ${sql.ref(`run.${column}`)}) * 1000)::float8`.as(name);
const Instant = z.number().transform((ms) => new Date(ms).toISOString());

const DetailRow = z.object({
  promptText: z.string(),
  textsRemovedAt: Instant.nullable(),
  revisions: z.int(),
  recorded: RunDetail.shape.recorded,
});

const ofDetail = sql`
  version.text as "promptText", ${at("texts_removed_at", "textsRemovedAt")}, run.revisions,
  json_build_object('model', json_build_object('provider', model.provider, 'name', model.name),
    'dataset', dataset.name, 'prompt', prompt.name) as recorded`;

/** One run as it is committed now, or as this transaction sees it. Throws `RunNotFound` where there is none. */
export async function getRun(em: Em, runId: string): Promise<RunDetail> {
  const run = (await getRuns(em, [runId])).get(runId);
  if (!run) throw new RunNotFound(runId);
  return run;
}

/** Those of these runs that there are, by their ids. */
export async function getRuns(em: Em, runIds: readonly string[]): Promise<ReadonlyMap<string, RunDetail>> {
  const rows = await shownRuns(em)
    .addSelect(ofDetail)
    .join("run.model", "model")
    .join("run.dataset", "dataset")
    .join("run.promptVersion", "version")
    .join("version.prompt", "prompt")
    .where({ id: { $in: [...runIds] } })
    .execute<unknown[]>("all", false);
  const runs = rows.map((row) => [runRow(row), DetailRow.parse(row)] as const);
  const names = new Set(runs.flatMap(([{ metrics }]) => metrics?.map(({ name }) => name) ?? []));
  const directions = await directionsOf(em, [...names]);
  const found = new Map<string, RunDetail>();
  for (const [run, detail] of runs) {
    const own = (run.metrics ?? []).flatMap(({ name }) => {
      const higherIsBetter = directions.get(name);
      return higherIsBetter === undefined ? [] : [[name, higherIsBetter] as const];
    });
    const results = run.totalItems ?? (await em.count(RunResult, { run: run.id }));
    found.set(run.id, { ...run, ...detail, results, higherIsBetter: Object.fromEntries(own) });
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

/** By the score: 1 perfect, 0 failed, between partial; without one `errored` where the call broke, else `unscored`. */
export function outcomeOf(score: number | null, isErrored: boolean): Outcome {
  if (score === null) return isErrored ? "errored" : "unscored";
  if (score === 1) return "perfect";
  return score === 0 ? "failed" : "partial";
}

/** Runs under the alias `run`, of which `runRow` makes rows. As entities each would be eight, and take most of a page's time. */
export function shownRuns(em: Em) {
  return em.createQueryBuilder(Run, "run").select(ofRow);
}

// What a run's names stand for is looked up for each row that is shown: a join of eight tables is long in planning.
const ofRow = sql`
  run.id, run.external_id as "externalId", run.status,
  (select json_build_object('id', model.id, 'provider', model.provider, 'name', model.name)
    from models named join models model on model.id = named.canonical_id where named.id = run.model_id) as model,
  (select json_build_object('id', dataset.id, 'name', dataset.name)
    from datasets named join datasets dataset on dataset.id = named.canonical_id where named.id = run.dataset_id) as dataset,
  (select json_build_object('id', prompt.id, 'name', prompt.name, 'versionId', version.canonical_id, 'version', version.number)
    from prompt_versions version join prompts named on named.id = version.prompt_id
    join prompts prompt on prompt.id = named.canonical_id where version.id = run.prompt_version_id) as prompt,
  run.source, run.source_file as "sourceFile", run.commit, run.label, run.tags, run.pass_mark as "passMark", run.limited,
  run.score_metric as "scoreMetric", ${at("started_at", "startedAt")}, ${at("completed_at", "completedAt")}, ${at("failed_at", "failedAt")}, run.error,
  run.average_score as "averageScore", run.total_items as "totalItems", run.passed_items as "passedItems",
  run.perfect_items as "perfectItems", run.partial_items as "partialItems", run.failed_items as "failedItems",
  run.errored_items as "erroredItems", run.unscored_items as "unscoredItems", run.latency_ms as "latencyMs",
  run.measured_items as "measuredItems", run.input_tokens::float8 as "inputTokens",
  run.input_counted_items as "inputCountedItems", run.output_tokens::float8 as "outputTokens",
  run.output_counted_items as "outputCountedItems", run.cost_usd as "costUsd", run.priced_items as "pricedItems",
  run.spent_usd as "spentUsd", run.metrics, run.items_hash as "itemsHash"`;

const StoredRow = RunRow.omit({ outcome: true }).extend({
  startedAt: Instant,
  completedAt: Instant.nullable(),
  failedAt: Instant.nullable(),
});

/** A run as the contract has it, of a row of `shownRuns`. */
export function runRow(found: unknown): RunRow {
  const { id, externalId, status, ...run } = StoredRow.parse(found);
  const isErrored = run.erroredItems === run.totalItems;
  const outcome = status === "completed" ? outcomeOf(run.averageScore, isErrored) : null;
  return { id, externalId, status, outcome, ...run };
}
