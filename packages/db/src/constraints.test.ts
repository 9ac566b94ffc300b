import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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

const version = { id: otherId, prompt_id: id, number: 2, text: "x", text_hash: "x", created_at: "now" };
const noItems = {
  total_items: null,
  perfect_items: null,
  partial_items: null,
  failed_items: null,
  errored_items: null,
};
const onlyErrored = {
  total_items: 1,
  perfect_items: 0,
  partial_items: 0,
  failed_items: 0,
  average_score: null,
};
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
    ["models_provider_name_unique", "models", { id: otherId, provider: "anthropic", name: "claude" }],
    ["datasets_name_unique", "datasets", { id: otherId, name: "questions" }],
    ["prompts_name_unique", "prompts", { id: otherId, name: "answer" }],
    ["prompt_versions_prompt_number_unique", "prompt_versions", { ...version, number: 1 }],
    ["prompt_versions_prompt_text_hash_unique", "prompt_versions", { ...version, text_hash: "" }],
    ["prompt_versions_number_check", "prompt_versions", { ...version, number: 0 }],
    ["prompt_versions_prompt_id_foreign", "prompt_versions", { ...version, prompt_id: otherId }],
  ])("%s refuses what it should", async (constraint, table, row) => {
    await expect(insertRows(orm, table, row)).rejects.toMatchObject({ constraint });
  });

  test("another provider's model may have the same name", async () => {
    await insertRows(orm, "models", { id: otherId, provider: "openai", name: "claude" });
  });

  test.each<[string, Row]>([
    ["running", runningRun],
    ["completed", completedRun],
    ["failed", failedRun],
    ["completed and wholly errored", { ...completedRun, ...onlyErrored }],
    ["completed at the moment of its start", { ...completedRun, completed_at: runningRun.started_at }],
    ["perfect", { ...completedRun, average_score: 1 }],
  ])("a run that is %s is taken", async (_state, row) => {
    await insertRows(orm, "runs", row);
  });

  test.each<[string, string, Row]>([
    ["an unknown status", "runs_status_check", { ...runningRun, status: "paused" }],
    ["completion but no time of it", "runs_completed_check", { ...completedRun, completed_at: null }],
    ["completion but no facts", "runs_completed_check", { ...completedRun, ...noItems, average_score: null }],
    ["a completion time while running", "runs_completed_check", { ...runningRun, completed_at: late }],
    [
      "facts while running",
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
    ["an unknown count", "runs_items_known_check", { ...completedRun, partial_items: null }],
    ["no score for scored items", "runs_scored_check", { ...completedRun, average_score: null }],
    ["a score for errored items", "runs_scored_check", { ...completedRun, ...onlyErrored, average_score: 0 }],
    ["latency NaN", "runs_latency_ms_check", { ...completedRun, latency_ms: "NaN" }],
    ["latency Infinity", "runs_latency_ms_check", { ...completedRun, latency_ms: "Infinity" }],
    ["latency -1", "runs_latency_ms_check", { ...completedRun, latency_ms: -1 }],
    ["tokens -1", "runs_tokens_check", { ...completedRun, input_tokens: -1 }],
    ["cost NaN", "runs_cost_usd_check", { ...completedRun, cost_usd: "NaN" }],
    ["cost -1", "runs_cost_usd_check", { ...completedRun, cost_usd: -1 }],
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

  test("a run with the external id of another is refused", async () => {
    const twins = insertRows(orm, "runs", runningRun, { ...runningRun, id: otherId });
    await expect(twins).rejects.toMatchObject({ constraint: "runs_external_id_unique" });
  });

  test.each<[string, string, Row]>([
    ["score 1.2", "run_results_score_check", { ...result, score: 1.2 }],
    ["score -5e-324", "run_results_score_check", { ...result, score: -5e-324 }],
    ["score NaN", "run_results_score_check", { ...result, score: "NaN" }],
    ["score -Infinity", "run_results_score_check", { ...result, score: "-Infinity" }],
    ["neither score nor error", "run_results_errored_check", { ...result, score: null }],
    ["both score and error", "run_results_errored_check", { ...result, error: "broke" }],
    ["position 0", "run_results_position_check", { ...result, position: 0 }],
    ["repeat 0", "run_results_repeat_check", { ...result, repeat: 0 }],
    ["latency Infinity", "run_results_latency_ms_check", { ...result, latency_ms: "Infinity" }],
    ["latency NaN", "run_results_latency_ms_check", { ...result, latency_ms: "NaN" }],
    ["tokens -1", "run_results_tokens_check", { ...result, output_tokens: -1 }],
    ["cost Infinity", "run_results_cost_usd_check", { ...result, cost_usd: "Infinity" }],
    ["an unknown run", "run_results_run_id_foreign", { ...result, run_id: otherId }],
    ["the position of another", "run_results_pkey", { ...result, item_key: "q2" }],
    ["the item of another", "run_results_run_item_repeat_unique", { ...result, position: 2 }],
  ])("a result with %s is refused by %s", async (fault, constraint, row) => {
    await insertRows(orm, "runs", runningRun);
    if (fault.endsWith("of another")) await insertRows(orm, "run_results", result);
    await expect(insertRows(orm, "run_results", row)).rejects.toMatchObject({ constraint });
  });
});
