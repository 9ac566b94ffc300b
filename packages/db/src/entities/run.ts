import type { RunMetric } from "@evalboard/contract";
import { runStatuses } from "@evalboard/contract/words";
import { defineEntity, p } from "@mikro-orm/core";
import { Dataset } from "./dataset.ts";
import { Model } from "./model.ts";
import { PromptVersion } from "./prompt.ts";

/** A check that a column holds one of these words, as PostgreSQL is told it. */
export function isOneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(", ")})`;
}

/** A row as JSON, without these columns. */
export function without(row: "old" | "new", columns: readonly string[]): string {
  return `(to_jsonb(${row}) - '{${columns.join()}}'::text[])`;
}

/** The team's own words, and what tells results apart without reading them: they may change after completion. */
const describing = ["label", "tags", "content_hash"] as const;

/** Computed from the results: they change after completion where results that nobody had scored are scored. */
const figures = [
  "average_score",
  "passed_items",
  "perfect_items",
  "partial_items",
  "failed_items",
  "unscored_items",
  "metrics",
  // What the scores are is known with the first of them.
  "score_metric",
] as const;

/** Said once, when the texts of its results are removed. */
const removal = "texts_removed_at";

const immutable = (columns: readonly string[]) =>
  `${without("new", columns)} is distinct from ${without("old", columns)}`;

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
    {
      name: "runs_tags_index",
      expression: 'create index "runs_tags_index" on "runs" using gin ("tags" jsonb_path_ops)',
    },
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
        "perfect_items >= 0 and partial_items >= 0 and failed_items >= 0 and errored_items >= 0 and unscored_items >= 0 " +
        "and total_items = perfect_items + partial_items + failed_items + errored_items + unscored_items",
    },
    {
      name: "runs_passed_items_check",
      expression: "passed_items >= 0 and passed_items <= perfect_items + partial_items + failed_items",
    },
    {
      name: "runs_counted_items_check",
      expression:
        "measured_items >= 0 and priced_items >= 0 and input_counted_items >= 0 and output_counted_items >= 0 " +
        "and greatest(measured_items, priced_items, input_counted_items, output_counted_items) <= total_items",
    },
    {
      name: "runs_items_known_check",
      expression:
        "num_nulls(total_items, passed_items, perfect_items, partial_items, failed_items, errored_items, unscored_items, " +
        "measured_items, priced_items, input_counted_items, output_counted_items, metrics, items_hash) in (0, 13)",
    },
    {
      name: "runs_scored_check",
      expression:
        "(average_score is null) = (total_items is null or total_items = errored_items + unscored_items)",
    },
    { name: "runs_latency_ms_check", expression: "latency_ms >= '0' and latency_ms < 'Infinity'" },
    { name: "runs_tokens_check", expression: "input_tokens >= 0 and output_tokens >= 0" },
    { name: "runs_cost_usd_check", expression: "cost_usd >= '0' and cost_usd < 'Infinity'" },
    { name: "runs_spent_usd_check", expression: "spent_usd >= '0' and spent_usd < 'Infinity'" },
    { name: "runs_pass_mark_check", expression: "pass_mark >= '0' and pass_mark <= '1'" },
    { name: "runs_revisions_check", expression: "revisions >= 0" },
    {
      name: "runs_texts_removed_check",
      expression: "(texts_removed_at is null) or (status = 'completed')",
    },
  ],
  triggers: [
    {
      name: "runs_immutable",
      timing: "before",
      events: ["update"],
      forEach: "row",
      when: "(old.status <> 'running'::text)",
      body:
        `if ${immutable([...describing, ...figures, removal])} or ` +
        `(coalesce(old.unscored_items, 0) = 0 and ${immutable([...describing, removal])}) or ` +
        `(old.${removal} is not null and new.${removal} is distinct from old.${removal}) then ` +
        "raise exception 'run % is % and cannot be changed', old.id, old.status using errcode = 'object_not_in_prerequisite_state'; " +
        "end if; return new;",
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
    /** Pairs of short texts, such as `temperature` and `0.2`. */
    tags: p.json().$type<Readonly<Record<string, string>>>().default("{}"),
    /** From this score on a result passes whose tool gave no verdict. */
    passMark: p.double().$type<number>().default(0.5),
    /** The name of the metric that the score is. */
    scoreMetric: p.text().strictNullable(),
    /** Whether fewer items were asked than the dataset has: left out of the facts. */
    limited: p.boolean().default(false),
    /** How often what it held was replaced. */
    revisions: p.integer().default(0),
    /** Of its results, as who recorded them sent it; see `RecordedContent`. */
    contentHash: p.text().strictNullable(),
    startedAt: p.datetime(3),
    completedAt: p.datetime(3).strictNullable(),
    failedAt: p.datetime(3).strictNullable(),
    /** Why the run failed. */
    error: p.text().strictNullable(),
    /** When the texts of its results were removed; their figures are kept. */
    textsRemovedAt: p.datetime(3).strictNullable(),

    averageScore: p.double().$type<number>().strictNullable(),
    totalItems: p.integer().strictNullable(),
    passedItems: p.integer().strictNullable(),
    perfectItems: p.integer().strictNullable(),
    partialItems: p.integer().strictNullable(),
    failedItems: p.integer().strictNullable(),
    erroredItems: p.integer().strictNullable(),
    unscoredItems: p.integer().strictNullable(),
    latencyMs: p.double().$type<number>().strictNullable(),
    measuredItems: p.integer().strictNullable(),
    inputTokens: p.bigint("number").strictNullable(),
    inputCountedItems: p.integer().strictNullable(),
    outputTokens: p.bigint("number").strictNullable(),
    outputCountedItems: p.integer().strictNullable(),
    costUsd: p.double().$type<number>().strictNullable(),
    pricedItems: p.integer().strictNullable(),
    spentUsd: p.double().$type<number>().strictNullable(),
    metrics: p.json().$type<readonly RunMetric[]>().strictNullable(),
    /** SHA-256 over the keys, inputs and expected answers of its items, hex. */
    itemsHash: p.text().strictNullable(),
  },
});

/**
 * One evaluation of one model with one prompt version on one dataset.
 * The figures from `averageScore` on are null until completion. After it the run is immutable, but for what the team calls
 * it, and for the scores of answers that nobody had scored.
 */
export class Run extends RunSchema.class {}
RunSchema.setClass(Run);
