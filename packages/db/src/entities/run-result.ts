import { defineEntity, p, type TriggerDef } from "@mikro-orm/core";
import { Run, without } from "./run.ts";

/**
 * A trigger of `run_results` that refuses to insert or delete results of a run that has ended. It looks once per
 * statement and run, not per row. With a deleted run its results may go: by then there is no such run to look at.
 */
function endedRunGuard(event: "insert" | "delete"): TriggerDef {
  const name = `immutable_on_${event}`;
  const fn = `"run_results_${name}_fn"`; // as MikroORM names them, so that it can drop it
  const rows = event === "insert" ? "new" : "old";
  const body =
    "if exists (select from (select distinct run_id from changed) touched " +
    "where (select status from runs where id = touched.run_id) <> 'running') then " +
    "raise exception 'results of a run that has ended cannot be changed' " +
    "using errcode = 'object_not_in_prerequisite_state'; end if; return null;";
  return {
    name,
    timing: "after",
    events: [event],
    forEach: "statement",
    // MikroORM's declaration knows no transition tables.
    expression:
      `create or replace function ${fn}() returns trigger as $$ begin ${body} end; $$ language plpgsql;\n` +
      `create trigger "${name}" after ${event} on "run_results" referencing ${rows} table as changed ` +
      `for each statement execute function ${fn}();`,
  };
}

/** What a result may take later where nobody has scored it. */
const lateFields = ["score", "passed", "reason", "metrics"] as const;

/** What is removed of the results of an old run; of an error the fact that there was one stays. */
const texts = ["item_name", "input", "expected", "output", "reason", "transcript"] as const;
const isRemoval =
  `${without("new", [...texts, "error"])} = ${without("old", [...texts, "error"])} ` +
  `and num_nonnulls(${texts.map((column) => `new.${column}`).join()}) = 0 ` +
  "and new.error is not distinct from left(old.error, 0) " +
  "and (select texts_removed_at from runs where id = old.run_id) is not null";

const RunResultSchema = defineEntity({
  name: "RunResult",
  tableName: "run_results",
  uniques: [{ name: "run_results_run_item_repeat_unique", properties: ["run", "itemKey", "repeat"] }],
  // Written as PostgreSQL gives them back (quoted numbers for doubles, casts), or the schema diff is never empty.
  checks: [
    { name: "run_results_position_check", expression: "position >= 1" },
    { name: "run_results_repeat_check", expression: "repeat >= 1" },
    { name: "run_results_score_check", expression: "score >= '0' and score <= '1'" },
    { name: "run_results_errored_check", expression: "score is null or error is null" },
    { name: "run_results_passed_check", expression: "(passed is null) = (score is null)" },
    { name: "run_results_latency_ms_check", expression: "latency_ms >= '0' and latency_ms < 'Infinity'" },
    { name: "run_results_tokens_check", expression: "input_tokens >= 0 and output_tokens >= 0" },
    { name: "run_results_cost_usd_check", expression: "cost_usd >= '0' and cost_usd < 'Infinity'" },
  ],
  triggers: [
    endedRunGuard("insert"),
    endedRunGuard("delete"),
    {
      name: "immutable_on_update",
      timing: "before",
      events: ["update"],
      forEach: "row",
      // An answer that nobody has scored takes its score later.
      body:
        "if (old.score is not null or old.error is not null or " +
        `${without("new", lateFields)} is distinct from ${without("old", lateFields)}) and not (${isRemoval}) then ` +
        "raise exception 'a result is never changed' using errcode = 'object_not_in_prerequisite_state'; " +
        "end if; return new;",
    },
  ],
  properties: {
    run: () => p.manyToOne(Run).ref().primary().deleteRule("cascade"),
    /** 1, 2, 3 … in order of arrival within the run. */
    position: p.integer().primary(),
    /** Stable between runs; what a comparison pairs by. */
    itemKey: p.text(),
    /** What people call the item. */
    itemName: p.text().strictNullable(),
    /** 1, 2, 3 …: which asking of the same item this is. */
    repeat: p.integer(),
    input: p.text().strictNullable(),
    expected: p.text().strictNullable(),
    output: p.text().strictNullable(),
    /** Null where the call itself broke (errored), or where nobody has scored the answer yet. */
    score: p.double().$type<number>().strictNullable(),
    /** The tool's verdict, or the score against the run's pass mark; set exactly where `score` is. */
    passed: p.boolean().strictNullable(),
    /** Further named figures and words; null where there are none. */
    metrics: p.json().$type<Readonly<Record<string, number | string>>>().strictNullable(),
    /** The grader's words. */
    reason: p.text().strictNullable(),
    /** The messages between the question and the answer; long, and so loaded where it is asked for alone. */
    transcript: p.text().strictNullable().lazy(),
    /** Why the call broke: then there is no score. */
    error: p.text().strictNullable(),
    latencyMs: p.double().$type<number>().strictNullable(),
    inputTokens: p.bigint("number").strictNullable(),
    outputTokens: p.bigint("number").strictNullable(),
    /** The list price, also of a cached answer. */
    costUsd: p.double().$type<number>().strictNullable(),
    /** Whether a cache gave the answer; null where the tool does not say. */
    cached: p.boolean().strictNullable(),
    /** True where a text held U+0000 or a lone surrogate, stored as U+FFFD. */
    textReplaced: p.boolean(),
  },
});

/** What the model answered for one item. */
export class RunResult extends RunResultSchema.class {}
RunResultSchema.setClass(RunResult);
