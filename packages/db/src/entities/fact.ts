import { defineEntity, p } from "@mikro-orm/core";
import { Dataset } from "./dataset.ts";
import { Model } from "./model.ts";
import { PromptVersion } from "./prompt-version.ts";

/** What one row is of: all runs, those of one model or dataset, or of one prompt version with one model and dataset. */
const factScopes = ["board", "model", "dataset", "stratum"] as const;
const factUnits = ["hour", "day", "week", "month", "all"] as const;

/** Stands in a key where the row is of every model, dataset or prompt version: a primary key holds no nulls. */
export const EVERY = "00000000-0000-0000-0000-000000000000";

const FactSchema = defineEntity({
  name: "Fact",
  tableName: "facts",
  checks: [
    { name: "facts_scope_check", expression: "scope in ('board', 'model', 'dataset', 'stratum')" },
    { name: "facts_unit_check", expression: "unit in ('hour', 'day', 'week', 'month', 'all')" },
    {
      name: "facts_of_check",
      expression:
        `(scope in ('model', 'stratum')) = (model_id <> '${EVERY}') ` +
        `and (scope in ('dataset', 'stratum')) = (dataset_id <> '${EVERY}') ` +
        `and (scope = 'stratum') = (prompt_version_id <> '${EVERY}')`,
    },
    { name: "facts_runs_check", expression: "runs >= 0" },
  ],
  properties: {
    generation: p.integer().primary(),
    scope: p.text().$type<(typeof factScopes)[number]>().primary(),
    unit: p.text().$type<(typeof factUnits)[number]>().primary(),
    /** The first instant of the hour, day, week or month; 1970 for `all`. */
    bucket: p.datetime(3).primary(),
    // Without foreign keys: no row of theirs is ever deleted, and `EVERY` is none.
    model: () => p.manyToOne(Model).ref().primary().createForeignKeyConstraint(false),
    dataset: () => p.manyToOne(Dataset).ref().primary().createForeignKeyConstraint(false),
    promptVersion: () => p.manyToOne(PromptVersion).ref().primary().createForeignKeyConstraint(false),

    runs: p.integer(),
    perfectRuns: p.integer(),
    partialRuns: p.integer(),
    failedRuns: p.integer(),
    erroredRuns: p.integer(),
    // Sums are decimal: floating point would not give back, when a run is deleted, what it took.
    scoreSum: p.decimal("string").columnType("numeric").$type<string>(),
    scoreSquares: p.decimal("string").columnType("numeric").$type<string>(),
    perfectItems: p.bigint("number"),
    partialItems: p.bigint("number"),
    failedItems: p.bigint("number"),
    erroredItems: p.bigint("number"),
    /** Of the runs that have a measured latency, ms. */
    measuredRuns: p.integer(),
    latencyMsSum: p.decimal("string").columnType("numeric").$type<string>(),
    pricedRuns: p.integer(),
    costUsdSum: p.decimal("string").columnType("numeric").$type<string>(),
    /** Of the runs that have a count of input tokens. */
    inputCountedRuns: p.integer(),
    inputTokensSum: p.decimal("string").columnType("numeric").$type<string>(),
    outputCountedRuns: p.integer(),
    outputTokensSum: p.decimal("string").columnType("numeric").$type<string>(),
  },
});

/** Sums over the completed runs of one bucket of time, kept as runs complete and are deleted. */
export class Fact extends FactSchema.class {}
FactSchema.setClass(Fact);
