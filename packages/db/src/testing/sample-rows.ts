import type { Orm } from "../orm.ts";

export type Row = Record<string, string | number | boolean | null>;

export const id = "01900000-0000-7000-8000-000000000001";
export const otherId = "01900000-0000-7000-8000-000000000002";

/** Rows as columns, each the only fault-free one of its kind. */
export const runningRun = {
  id,
  external_id: "a",
  status: "running",
  model_id: id,
  dataset_id: id,
  prompt_version_id: id,
  started_at: "2026-03-29T01:00:00Z",
};
export const completedRun = {
  ...runningRun,
  status: "completed",
  completed_at: "2026-03-29T01:05:00Z",
  average_score: 0.5,
  total_items: 4,
  passed_items: 2,
  perfect_items: 1,
  partial_items: 1,
  failed_items: 1,
  errored_items: 1,
  unscored_items: 0,
  latency_ms: 12.5,
  measured_items: 3,
  input_tokens: 3_000_000_000,
  input_counted_items: 3,
  output_tokens: 0,
  output_counted_items: 3,
  cost_usd: 0,
  priced_items: 3,
  metrics: "[]",
  items_hash: "",
};
export const failedRun = {
  ...runningRun,
  status: "failed",
  failed_at: "2026-03-29T01:05:00Z",
  error: "stopped",
};
export const result = {
  run_id: id,
  position: 1,
  item_key: "q1",
  repeat: 1,
  score: 0.5,
  passed: true,
  text_replaced: false,
};

/** Inserts rows of the same columns, past the ORM. */
export async function insertRows(orm: Orm, table: string, ...rows: [Row, ...Row[]]): Promise<void> {
  const columns = Object.keys(rows[0]);
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(", ")})`);
  await orm.em
    .getConnection()
    .execute(`insert into ${table} (${columns.join(", ")}) values ${values.join(", ")}`);
}

function literal(value: Row[string] | undefined): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

/** Empties the database but for what a run refers to, all under `id`. */
export async function resetToReferences(orm: Orm): Promise<void> {
  await orm.em
    .getConnection()
    .execute(
      "truncate models, datasets, prompts, prompt_versions, runs, run_results, run_revisions, run_revision_results, metric_facts, item_facts, renamings",
    );
  await insertReferences(orm);
}

/** What a run refers to, all under `id`. */
export async function insertReferences(orm: Orm): Promise<void> {
  await insertRows(orm, "models", { id, canonical_id: id, provider: "anthropic", name: "claude" });
  await insertRows(orm, "datasets", { id, canonical_id: id, name: "questions" });
  await insertRows(orm, "prompts", { id, canonical_id: id, name: "answer" });
  const version = {
    id,
    prompt_id: id,
    number: 1,
    text: "",
    text_hash: "",
    created_at: "now",
    first_run_at: "now",
    canonical_id: id,
  };
  await insertRows(orm, "prompt_versions", version);
}

/** The run `id` with its result, past the ORM: results go in while it runs. */
export async function insertCompletedRun(orm: Orm): Promise<void> {
  await insertRows(orm, "runs", runningRun);
  await insertRows(orm, "run_results", result);
  const set = Object.entries(completedRun).map(([column, value]) => `${column} = ${literal(value)}`);
  await orm.em.getConnection().execute(`update runs set ${set.join()} where id = '${id}'`);
}

/** The runs with all that they held before one could lose its texts: what a migration after that must not change. */
export const runsAsRecorded = "select to_jsonb(run) - 'texts_removed_at' as run from runs run order by id";
