import { Provenance, RunStatus } from "@evalboard/contract";
import { z } from "zod";
import { isRecord } from "../json.ts";

const text = z.string().nullish();
const number = z.number().nullish();
const boolean = z.boolean({ error: "must be true or false" }).nullish();

/** What begins the name of a column that is of one tag, or of one metric. */
export const TAG = "tag:";
export const METRIC = "metric:";

/** By name: `tag:branch` and `metric:tone` stand for `tags.branch` and `metrics.tone`. */
function pairs<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value).nullish();
}

/**
 * One result and the run that it belongs to, as a line of our own JSONL has it; a CSV has the same columns.
 * What may be left out has a default, or is said by the person who imports.
 */
const Row = z.strictObject({
  externalId: text,
  provider: text,
  model: text,
  dataset: text,
  prompt: text,
  promptText: text,
  ...Provenance.partial().shape,
  startedAt: text,
  completedAt: text,
  tags: pairs(z.union([z.string(), z.number(), z.boolean()], "expected a short text").transform(String)),
  passMark: number,
  scoreMetric: text,
  higherIsBetter: pairs(z.boolean()),
  status: RunStatus.exclude(["running"], "must be completed or failed").nullish(),
  runError: text,
  itemKey: text,
  itemName: text,
  repeat: number,
  input: text,
  expected: text,
  output: text,
  score: number,
  passed: boolean,
  metrics: pairs(
    z.union([z.number(), z.string(), z.boolean().transform(Number)], "expected a number or a word"),
  ),
  reason: text,
  transcript: text,
  error: text,
  latencyMs: number,
  inputTokens: number,
  outputTokens: number,
  costUsd: number,
  cached: boolean,
});
export type PlainRow = z.infer<typeof Row>;
export const PlainRow = z.preprocess(gathered, Row);

export type Column = keyof PlainRow;

/** Every column that is not of one tag or metric, in the order in which they are written. */
export const COLUMNS: readonly Column[] = Row.keyof().options;

/** The row with its columns of single tags and metrics where all of them are. Nothing in one is no tag and no metric. */
function gathered(row: unknown): unknown {
  if (!isRecord(row)) return row;
  const entries = Object.entries(row);
  const startingWith = (prefix: string) =>
    entries.flatMap(([column, value]) =>
      column.startsWith(prefix) && value !== null ? [[column.slice(prefix.length), value] as const] : [],
    );
  const whole = (column: Column, single: readonly (readonly [string, unknown])[]) => {
    const all = Object.hasOwn(row, column) ? row[column] : null;
    // What is no object is left for the shape to refuse.
    return single.length === 0 || (all && !isRecord(all))
      ? all
      : { ...(isRecord(all) ? all : {}), ...Object.fromEntries(single) };
  };
  return {
    ...Object.fromEntries(
      entries.filter(([column]) => !column.startsWith(TAG) && !column.startsWith(METRIC)),
    ),
    tags: whole("tags", startingWith(TAG)),
    metrics: whole("metrics", startingWith(METRIC)),
  };
}

/** Those that hold numbers. */
export const NUMBER_COLUMNS: ReadonlySet<string> = new Set<Column>([
  "repeat",
  "passMark",
  "score",
  "latencyMs",
  "inputTokens",
  "outputTokens",
  "costUsd",
]);

/** Those that hold true or false, and those that hold several values by name. */
export const BOOLEAN_COLUMNS: ReadonlySet<string> = new Set<Column>(["passed", "cached"]);
export const PAIR_COLUMNS: ReadonlySet<string> = new Set<Column>(["tags", "metrics", "higherIsBetter"]);
