import { type FactScope, factScopes, type FactUnit, factUnits } from "@evalboard/contract/words";
import { defineEntity, p } from "@mikro-orm/core";
import { Dataset } from "./dataset.ts";
import { Model } from "./model.ts";
import { PromptVersion } from "./prompt.ts";
import { isOneOf } from "./run.ts";

/** What a generation is for; there is at most one of each. */
const factStages = ["current", "building", "checking"] as const;

const FactGenerationSchema = defineEntity({
  name: "FactGeneration",
  tableName: "fact_generations",
  checks: [
    { name: "fact_generations_stage_check", expression: isOneOf("stage", factStages) },
    {
      name: "fact_generations_scanned_check",
      expression: "(scanned_at is null) = (scanned_id is null)",
    },
  ],
  properties: {
    id: p.integer().primary().autoincrement(),
    stage: p.text().$type<(typeof factStages)[number]>().unique("fact_generations_stage_unique"),
    /** The reporting zone that its buckets are cut in, an IANA name. */
    timeZone: p.text(),
    /** The version of the rows' layout and of the measures' definitions. */
    layout: p.integer(),
    /** Facts of hours are kept of buckets from this instant on; no report asks for older hours. */
    hoursFrom: p.datetime(3),
    /** Whether every completed run is in it; until then those are that come no later than `scannedAt`, `scannedId`. */
    complete: p.boolean(),
    scannedAt: p.datetime(3).strictNullable(),
    scannedId: p.uuid().strictNullable(),
  },
});

/** A whole set of facts, cut in one time zone. A new one is built beside the current one and then takes its place. */
export class FactGeneration extends FactGenerationSchema.class {}
FactGenerationSchema.setClass(FactGeneration);

const factMeasures = ["score", "latency"] as const;

const FactHistogramSchema = defineEntity({
  name: "FactHistogram",
  tableName: "fact_histograms",
  checks: [
    { name: "fact_histograms_unit_check", expression: isOneOf("unit", factUnits) },
    { name: "fact_histograms_measure_check", expression: isOneOf("measure", factMeasures) },
  ],
  properties: {
    generation: p.integer().primary(),
    unit: p.text().$type<FactUnit>().primary(),
    /** As of a fact. */
    bucket: p.datetime(3).primary(),
    /** `score`: of runs by their average score. `latency`: of results by their latency. */
    measure: p.text().$type<(typeof factMeasures)[number]>().primary(),
    /** How many fell into each bin, from the first on; bins after the last one written hold none. */
    bins: p
      .array((bin) => Number(bin))
      .columnType("int[]")
      .$type<number[]>(),
  },
});

/** How scores and latencies of one bucket of time are spread over the whole board. */
export class FactHistogram extends FactHistogramSchema.class {}
FactHistogramSchema.setClass(FactHistogram);

/** Stands in a key where the row is of every model, dataset or prompt version: a primary key holds no nulls. */
export const EVERY = "00000000-0000-0000-0000-000000000000";

const isOfScope =
  `(scope in ('model', 'stratum')) = (model_id <> '${EVERY}') ` +
  `and (scope in ('dataset', 'stratum')) = (dataset_id <> '${EVERY}') ` +
  `and (scope = 'stratum') = (prompt_version_id <> '${EVERY}')`;

/** What every row of sums is of. */
const factKey = () => ({
  generation: p.integer().primary(),
  scope: p.text().$type<FactScope>().primary(),
  unit: p.text().$type<FactUnit>().primary(),
  /** The first instant of the hour, day, week or month; 1970 for `all`. */
  bucket: p.datetime(3).primary(),
  // Without foreign keys: no row of theirs is ever deleted, and `EVERY` is none.
  model: () => p.manyToOne(Model).ref().primary().createForeignKeyConstraint(false),
  dataset: () => p.manyToOne(Dataset).ref().primary().createForeignKeyConstraint(false),
  promptVersion: () => p.manyToOne(PromptVersion).ref().primary().createForeignKeyConstraint(false),
});

const checksOf = (table: string) => [
  { name: `${table}_scope_check`, expression: isOneOf("scope", factScopes) },
  { name: `${table}_unit_check`, expression: isOneOf("unit", factUnits) },
  { name: `${table}_of_check`, expression: isOfScope },
  { name: `${table}_runs_check`, expression: "runs >= 0" },
];

const FactSchema = defineEntity({
  name: "Fact",
  tableName: "facts",
  checks: checksOf("facts"),
  properties: {
    ...factKey(),

    runs: p.integer(),
    perfectRuns: p.integer(),
    partialRuns: p.integer(),
    failedRuns: p.integer(),
    erroredRuns: p.integer(),
    unscoredRuns: p.integer(),
    // Sums are decimal: floating point would not give back, when a run is deleted, what it took.
    scoreSum: p.decimal("string").columnType("numeric").$type<string>(),
    scoreSquares: p.decimal("string").columnType("numeric").$type<string>(),
    passedItems: p.bigint("number"),
    perfectItems: p.bigint("number"),
    partialItems: p.bigint("number"),
    failedItems: p.bigint("number"),
    erroredItems: p.bigint("number"),
    unscoredItems: p.bigint("number"),
    /** Of 1 / scored items of each run: what a mean of runs of unequal size rests on. */
    inverseItems: p.decimal("string").columnType("numeric").$type<string>(),
    /** Of the runs that have a measured latency, ms. */
    measuredRuns: p.integer(),
    measuredItems: p.bigint("number"),
    latencyMsSum: p.decimal("string").columnType("numeric").$type<string>(),
    /** Of the natural logarithm of each run's latency in ms, at least a thousandth. */
    latencyLogSum: p.decimal("string").columnType("numeric").$type<string>(),
    latencyLogSquares: p.decimal("string").columnType("numeric").$type<string>(),
    pricedRuns: p.integer(),
    pricedItems: p.bigint("number"),
    costUsdSum: p.decimal("string").columnType("numeric").$type<string>(),
    spentRuns: p.integer(),
    spentUsdSum: p.decimal("string").columnType("numeric").$type<string>(),
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

const MetricFactSchema = defineEntity({
  name: "MetricFact",
  tableName: "metric_facts",
  checks: checksOf("metric_facts"),
  properties: {
    ...factKey(),
    metric: p.text().primary(),
    /** Runs that have a mean of it, and results that have a number. */
    runs: p.integer(),
    items: p.bigint("number"),
    meanSum: p.decimal("string").columnType("numeric").$type<string>(),
    meanSquares: p.decimal("string").columnType("numeric").$type<string>(),
  },
});

/** Sums of one metric over the completed runs of one bucket of time that have it. */
export class MetricFact extends MetricFactSchema.class {}
MetricFactSchema.setClass(MetricFact);

const ItemFactSchema = defineEntity({
  name: "ItemFact",
  tableName: "item_facts",
  checks: [{ name: "item_facts_n_check", expression: "n >= 0 and passes >= 0 and passes <= n" }],
  properties: {
    generation: p.integer().primary(),
    // Without foreign keys, as of a fact; by version first: a verdict reads the two of a prompt.
    promptVersion: () => p.manyToOne(PromptVersion).ref().primary().createForeignKeyConstraint(false),
    model: () => p.manyToOne(Model).ref().primary().createForeignKeyConstraint(false),
    dataset: () => p.manyToOne(Dataset).ref().primary().createForeignKeyConstraint(false),
    itemKey: p.text().primary(),
    /** Its scored results, in all completed runs. */
    n: p.integer(),
    scoreSum: p.decimal("string").columnType("numeric").$type<string>(),
    scoreSquares: p.decimal("string").columnType("numeric").$type<string>(),
    passes: p.integer(),
  },
});

/** Sums over every scored result of one item, of one prompt version with one model: of all time, without buckets. */
export class ItemFact extends ItemFactSchema.class {}
ItemFactSchema.setClass(ItemFact);
