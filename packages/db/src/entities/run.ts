import { runStatuses } from "@evalboard/contract/words";
import { defineEntity, p } from "@mikro-orm/core";
import { Dataset } from "./dataset.ts";
import { Model } from "./model.ts";
import { PromptVersion } from "./prompt.ts";

/** A check that a column holds one of these words, as PostgreSQL is told it. */
export function isOneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(", ")})`;
}

const RunSchema = defineEntity({
  name: "Run",
  tableName: "runs",
  indexes: [
    // The board reads completed runs of a window, the list reads the newest first.
    { name: "runs_completed_at_index", properties: ["completedAt"], where: { status: "completed" } },
    { name: "runs_started_at_id_index", properties: ["startedAt", "id"] },
    { name: "runs_average_score_id_index", properties: ["averageScore", "id"] },
    { name: "runs_latency_ms_id_index", properties: ["latencyMs", "id"] },
    { name: "runs_cost_usd_id_index", properties: ["costUsd", "id"] },
    // Finds an external id by its start in any collation.
    {
      name: "runs_external_id_prefix_index",
      expression: 'create index "runs_external_id_prefix_index" on "runs" ("external_id" text_pattern_ops)',
    },
    // The pages of one model, dataset or prompt version, and the list filtered by one.
    { name: "runs_model_started_at_id_index", properties: ["model", "startedAt", "id"] },
    { name: "runs_dataset_started_at_id_index", properties: ["dataset", "startedAt", "id"] },
    { name: "runs_prompt_version_started_at_id_index", properties: ["promptVersion", "startedAt", "id"] },
    { name: "runs_label_started_at_id_index", properties: ["label", "startedAt", "id"] },
  ],
  // Written as PostgreSQL gives them back (quoted numbers for doubles, casts), or the schema diff is never empty.
  checks: [
    { name: "runs_status_check", expression: isOneOf("status", runStatuses) },
    {
      name: "runs_completed_check",
      expression:
        "(status = 'completed') = (completed_at is not null) and (status = 'completed') = (total_items is not null)",
    },
    { name: "runs_failed_check", expression: "(status = 'failed') = (failed_at is not null)" },
    { name: "runs_order_check", expression: "completed_at >= started_at and failed_at >= started_at" },
    { name: "runs_average_score_check", expression: "average_score >= '0' and average_score <= '1'" },
    {
      name: "runs_items_check",
      expression:
        "perfect_items >= 0 and partial_items >= 0 and failed_items >= 0 and errored_items >= 0 " +
        "and total_items = perfect_items + partial_items + failed_items + errored_items",
    },
    {
      name: "runs_items_known_check",
      expression:
        "num_nulls(total_items, perfect_items, partial_items, failed_items, errored_items) in (0, 5)",
    },
    {
      name: "runs_scored_check",
      expression: "(average_score is null) = (total_items is null or total_items = errored_items)",
    },
    { name: "runs_latency_ms_check", expression: "latency_ms >= '0' and latency_ms < 'Infinity'" },
    { name: "runs_tokens_check", expression: "input_tokens >= 0 and output_tokens >= 0" },
    { name: "runs_cost_usd_check", expression: "cost_usd >= '0' and cost_usd < 'Infinity'" },
  ],
  triggers: [
    {
      name: "runs_immutable",
      timing: "before",
      events: ["update"],
      forEach: "row",
      when: "(old.status <> 'running'::text)",
      body: "raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state';",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    /** The caller's name for this run; recording the same one again changes nothing. */
    externalId: p.text().unique("runs_external_id_unique"),
    status: p.text().$type<(typeof runStatuses)[number]>(),
    model: () => p.manyToOne(Model).ref(),
    dataset: () => p.manyToOne(Dataset).ref(),
    promptVersion: () => p.manyToOne(PromptVersion).ref(),
    /** The tool that wrote the run, such as `promptfoo 0.123.1`. */
    source: p.text().strictNullable(),
    /** The bare name of the file that it was imported from. */
    sourceFile: p.text().strictNullable(),
    /** The revision of the code that was evaluated with. */
    commit: p.text().strictNullable(),
    /** What the team calls runs of this kind, such as `main`. */
    label: p.text().strictNullable(),
    startedAt: p.datetime(3),
    completedAt: p.datetime(3).strictNullable(),
    failedAt: p.datetime(3).strictNullable(),
    /** Why the run failed. */
    error: p.text().strictNullable(),

    averageScore: p.double().$type<number>().strictNullable(),
    totalItems: p.integer().strictNullable(),
    perfectItems: p.integer().strictNullable(),
    partialItems: p.integer().strictNullable(),
    failedItems: p.integer().strictNullable(),
    erroredItems: p.integer().strictNullable(),
    latencyMs: p.double().$type<number>().strictNullable(),
    inputTokens: p.bigint("number").strictNullable(),
    outputTokens: p.bigint("number").strictNullable(),
    costUsd: p.double().$type<number>().strictNullable(),
  },
});

/**
 * One evaluation of one model with one prompt version on one dataset.
 * The facts from `averageScore` on are null until completion, and immutable after it.
 */
export class Run extends RunSchema.class {}
RunSchema.setClass(Run);
