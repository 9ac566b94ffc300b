import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EVERY } from "./entities/facts.ts";
import type { Orm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import {
  completedRun,
  failedRun,
  id,
  insertRows,
  otherId,
  resetToReferences,
  result,
  type Row,
  runningRun,
} from "./testing/sample-rows.ts";

const nobody = "01900000-0000-7000-8000-00000000000f";
const itself = { id: otherId, canonical_id: otherId };
const ofNobody = { id: otherId, canonical_id: nobody };
const version = {
  ...itself,
  prompt_id: id,
  number: 2,
  text: "x",
  text_hash: "x",
  created_at: "now",
  first_run_at: "now",
};
const metricFact = {
  generation: 1,
  scope: "model",
  unit: "day",
  bucket: "2026-03-29T00:00:00Z",
  model_id: id,
  dataset_id: EVERY,
  prompt_version_id: EVERY,
  metric: "tone",
  runs: 1,
  items: 3,
  mean_sum: -2.5,
  mean_squares: 6.25,
};
const itemFact = {
  generation: 1,
  prompt_version_id: id,
  model_id: id,
  dataset_id: id,
  item_key: "q1",
  n: 2,
  score_sum: 1.5,
  score_squares: 1.25,
  passes: 2,
};
const renaming = { id, kind: "model", from_id: id, to_id: id, merged: false, moved: "[]", at: "now" };

const figures = [
  "total_items",
  "passed_items",
  "perfect_items",
  "partial_items",
  "failed_items",
  "errored_items",
  "unscored_items",
  "measured_items",
  "input_counted_items",
  "output_counted_items",
  "priced_items",
  "metrics",
  "items_hash",
];
const noFigures = Object.fromEntries([...figures, "average_score"].map((column) => [column, null]));
const noScores = {
  average_score: null,
  passed_items: 0,
  perfect_items: 0,
  partial_items: 0,
  failed_items: 0,
};
const onlyErrored = { ...noScores, errored_items: 4 };
const onlyUnscored = { ...noScores, errored_items: 1, unscored_items: 3 };
const unscored = { ...result, score: null, passed: null };
const late = "2026-03-29T02:00:00Z";
const early = "2026-03-29T00:59:59Z";

describe.each(engines)("the constraints on %s", (engine) => {
  let orm: Orm;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });

  beforeEach(() => resetToReferences(orm));

  afterAll(() => orm.close());

  test.each<[string, string, Row]>([
    ["models_provider_name_unique", "models", { ...itself, provider: "anthropic", name: "claude" }],
    ["models_canonical_id_foreign", "models", { ...ofNobody, provider: "openai", name: "claude" }],
    ["datasets_name_unique", "datasets", { ...itself, name: "questions" }],
    ["datasets_canonical_id_foreign", "datasets", { ...ofNobody, name: "other" }],
    ["prompts_name_unique", "prompts", { ...itself, name: "answer" }],
    ["prompts_canonical_id_foreign", "prompts", { ...ofNobody, name: "other" }],
    ["prompt_versions_prompt_text_hash_unique", "prompt_versions", { ...version, text_hash: "" }],
    ["prompt_versions_number_check", "prompt_versions", { ...version, number: 0 }],
    ["prompt_versions_prompt_id_foreign", "prompt_versions", { ...version, prompt_id: otherId }],
    ["prompt_versions_canonical_id_foreign", "prompt_versions", { ...version, canonical_id: nobody }],
    ["renamings_kind_check", "renamings", { ...renaming, kind: "label" }],
    ["metric_facts_scope_check", "metric_facts", { ...metricFact, scope: "prompt", model_id: EVERY }],
    ["metric_facts_unit_check", "metric_facts", { ...metricFact, unit: "year" }],
    ["metric_facts_of_check", "metric_facts", { ...metricFact, scope: "board" }],
    ["metric_facts_runs_check", "metric_facts", { ...metricFact, runs: -1 }],
    ["item_facts_n_check", "item_facts", { ...itemFact, n: -1, passes: -1 }],
    ["item_facts_n_check", "item_facts", { ...itemFact, passes: 3 }],
  ])("%s refuses what it should", async (constraint, table, row) => {
    await expect(insertRows(orm, table, row)).rejects.toMatchObject({ constraint });
  });

  test.each<[string, string, Row]>([
    ["a model of another provider", "models", { ...itself, provider: "openai", name: "claude" }],
    ["a name that stands for another", "datasets", { id: otherId, canonical_id: id, name: "Questions" }],
    ["a version that has another's number", "prompt_versions", { ...version, number: 1 }],
    ["a metric below 0", "metric_facts", metricFact],
    ["an item that passed each time", "item_facts", itemFact],
  ])("%s is taken", async (_kind, table, row) => {
    await insertRows(orm, table, row);
  });

  test.each<[string, Row]>([
    ["running", runningRun],
    ["completed", completedRun],
    ["failed", failedRun],
    ["completed and wholly errored", { ...completedRun, ...onlyErrored }],
    ["completed and wholly errored or unscored", { ...completedRun, ...onlyUnscored }],
    ["completed at the moment of its start", { ...completedRun, completed_at: runningRun.started_at }],
    ["perfect", { ...completedRun, average_score: 1 }],
    ["passed in every scored item", { ...completedRun, passed_items: 3 }],
    ["passed whatever the score", { ...completedRun, pass_mark: 0 }],
    ["passed only by a perfect score", { ...completedRun, pass_mark: 1 }],
  ])("a run that is %s is taken", async (_state, row) => {
    await insertRows(orm, "runs", row);
  });

  test.each<[string, string, Row]>([
    ["an unknown status", "runs_status_check", { ...runningRun, status: "paused" }],
    ["completion but no time of it", "runs_completed_check", { ...completedRun, completed_at: null }],
    ["completion but no figures", "runs_completed_check", { ...completedRun, ...noFigures }],
    ["a completion time while running", "runs_completed_check", { ...runningRun, completed_at: late }],
    [
      "figures while running",
      "runs_completed_check",
      { ...completedRun, status: "running", completed_at: null },
    ],
    ["failure but no time of it", "runs_failed_check", { ...failedRun, failed_at: null }],
    ["completion before its start", "runs_order_check", { ...completedRun, completed_at: early }],
    ["failure before its start", "runs_order_check", { ...failedRun, failed_at: early }],
    ["score 1.2", "runs_average_score_check", { ...completedRun, average_score: 1.2 }],
    ["score -0.1", "runs_average_score_check", { ...completedRun, average_score: -0.1 }],
    ["score NaN", "runs_average_score_check", { ...completedRun, average_score: "NaN" }],
    ["score Infinity", "runs_average_score_check", { ...completedRun, average_score: "Infinity" }],
    ["counts that do not add up", "runs_items_check", { ...completedRun, total_items: 5 }],
    ["a negative count", "runs_items_check", { ...completedRun, failed_items: -1, partial_items: 3 }],
    [
      "a negative unscored count",
      "runs_items_check",
      { ...completedRun, ...onlyErrored, unscored_items: -1 },
    ],
    ["more passed than scored", "runs_passed_items_check", { ...completedRun, passed_items: 4 }],
    ["a negative count of passed", "runs_passed_items_check", { ...completedRun, passed_items: -1 }],
    ["more measured than asked", "runs_counted_items_check", { ...completedRun, measured_items: 5 }],
    ["more priced than asked", "runs_counted_items_check", { ...completedRun, priced_items: 5 }],
    ["more counted than asked", "runs_counted_items_check", { ...completedRun, output_counted_items: 5 }],
    ["a negative measured count", "runs_counted_items_check", { ...completedRun, input_counted_items: -1 }],
    ["no score for scored items", "runs_scored_check", { ...completedRun, average_score: null }],
    ["a score for errored items", "runs_scored_check", { ...completedRun, ...onlyErrored, average_score: 0 }],
    [
      "a score for unscored items",
      "runs_scored_check",
      { ...completedRun, ...onlyUnscored, average_score: 0 },
    ],
    ["latency NaN", "runs_latency_ms_check", { ...completedRun, latency_ms: "NaN" }],
    ["latency Infinity", "runs_latency_ms_check", { ...completedRun, latency_ms: "Infinity" }],
    ["latency -1", "runs_latency_ms_check", { ...completedRun, latency_ms: -1 }],
    ["tokens -1", "runs_tokens_check", { ...completedRun, input_tokens: -1 }],
    ["cost NaN", "runs_cost_usd_check", { ...completedRun, cost_usd: "NaN" }],
    ["cost -1", "runs_cost_usd_check", { ...completedRun, cost_usd: -1 }],
    ["spent NaN", "runs_spent_usd_check", { ...completedRun, spent_usd: "NaN" }],
    ["spent -1", "runs_spent_usd_check", { ...completedRun, spent_usd: -1 }],
    ["pass mark 1.1", "runs_pass_mark_check", { ...runningRun, pass_mark: 1.1 }],
    ["pass mark -0.1", "runs_pass_mark_check", { ...runningRun, pass_mark: -0.1 }],
    ["pass mark NaN", "runs_pass_mark_check", { ...runningRun, pass_mark: "NaN" }],
    ["an unknown model", "runs_model_id_foreign", { ...runningRun, model_id: otherId }],
    ["an unknown dataset", "runs_dataset_id_foreign", { ...runningRun, dataset_id: otherId }],
    [
      "an unknown prompt version",
      "runs_prompt_version_id_foreign",
      { ...runningRun, prompt_version_id: otherId },
    ],
  ])("a run with %s is refused by %s", async (_fault, constraint, row) => {
    await expect(insertRows(orm, "runs", row)).rejects.toMatchObject({ constraint });
  });

  // What has no items at all is no completed run.
  test.each(figures.filter((column) => column !== "total_items"))(
    "a completed run with an unknown %s is refused",
    async (column) => {
      const refused = { constraint: "runs_items_known_check" };
      await expect(insertRows(orm, "runs", { ...completedRun, [column]: null })).rejects.toMatchObject(
        refused,
      );
    },
  );

  test("a run with the external id of another is refused", async () => {
    const twins = insertRows(orm, "runs", runningRun, { ...runningRun, id: otherId });
    await expect(twins).rejects.toMatchObject({ constraint: "runs_external_id_unique" });
  });

  test.each<[string, Row]>([
    ["scored", result],
    ["scored, failed by its tool in spite of its score", { ...result, score: 1, passed: false }],
    ["scored, passed by its tool in spite of its score", { ...result, score: 0, passed: true }],
    ["errored", { ...unscored, error: "broke" }],
    ["not scored", unscored],
  ])("a result that is %s is taken", async (_state, row) => {
    await insertRows(orm, "runs", runningRun);
    await insertRows(orm, "run_results", row);
  });

  test.each<[string, string, Row]>([
    ["score 1.2", "run_results_score_check", { ...result, score: 1.2 }],
    ["score -5e-324", "run_results_score_check", { ...result, score: -5e-324 }],
    ["score NaN", "run_results_score_check", { ...result, score: "NaN" }],
    ["score -Infinity", "run_results_score_check", { ...result, score: "-Infinity" }],
    ["both score and error", "run_results_errored_check", { ...result, error: "broke" }],
    ["a score and no verdict", "run_results_passed_check", { ...result, passed: null }],
    ["a verdict and no score", "run_results_passed_check", { ...unscored, passed: false }],
    ["a verdict and an error", "run_results_passed_check", { ...unscored, passed: false, error: "broke" }],
    ["position 0", "run_results_position_check", { ...result, position: 0 }],
    ["repeat 0", "run_results_repeat_check", { ...result, repeat: 0 }],
    ["latency Infinity", "run_results_latency_ms_check", { ...result, latency_ms: "Infinity" }],
    ["latency NaN", "run_results_latency_ms_check", { ...result, latency_ms: "NaN" }],
    ["tokens -1", "run_results_tokens_check", { ...result, output_tokens: -1 }],
    ["cost Infinity", "run_results_cost_usd_check", { ...result, cost_usd: "Infinity" }],
    ["an unknown run", "run_results_run_id_foreign", { ...result, run_id: otherId }],
    ["the position of another", "run_results_first_pkey", { ...result, item_key: "q2" }],
    ["the item of another", "run_results_first_run_item_repeat_unique", { ...result, position: 2 }],
  ])("a result with %s is refused by %s", async (fault, constraint, row) => {
    await insertRows(orm, "runs", runningRun);
    if (fault.endsWith("of another")) await insertRows(orm, "run_results", result);
    await expect(insertRows(orm, "run_results", row)).rejects.toMatchObject({ constraint });
  });
});
