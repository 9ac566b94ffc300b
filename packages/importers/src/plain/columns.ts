import { Provenance, RunStatus } from "@evalboard/contract";
import { z } from "zod";
import { readShape } from "../check.ts";
import { ImportError } from "../importer.ts";
import { isRecord } from "../json.ts";
import { listed, toName } from "../names.ts";
import { isNoScore, numberIn, scoreIn, type ScoreRules } from "../scale.ts";

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
const PlainRow = z.preprocess(gathered, Row);

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

/** What a file has beside our own columns: kept as metrics, or left out. */
export class FurtherColumns {
  readonly #kept = new Set<string>();
  readonly #left = new Set<string>();

  /** The row's own columns, with what others can be a metric of. Null says nothing. */
  takeFrom(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const entries = Object.entries(row);
    const own = entries.filter(([column]) => isKnown(column));
    if (own.length === entries.length) return { ...row };
    const further = entries.flatMap(([column, value]): [string, unknown][] => {
      const name = toName(column);
      if (isKnown(column) || name === "" || value === null || value === "") return [];
      const metric = metricOf(value);
      (metric === null ? this.#left : this.#kept).add(name);
      return metric === null ? [] : [[METRIC + name, metric]];
    });
    return Object.fromEntries([...further, ...own]);
  }

  /** What a person should know of them. */
  notes(): string[] {
    const kept = [...this.#kept].filter((name) => !this.#left.has(name));
    return [
      ...(kept.length > 0
        ? [
            `columns that are none of ours are kept as metrics: ${listed(kept)}; where one is more, name all with --map FIELD=COLUMN`,
          ]
        : []),
      ...(this.#left.size > 0
        ? [`columns that are none of ours, and no numbers or words, are left out: ${listed([...this.#left])}`]
        : []),
    ];
  }
}

const KNOWN: ReadonlySet<string> = new Set<string>(COLUMNS);
const isKnown = (name: string) => KNOWN.has(name) || name.startsWith(TAG) || name.startsWith(METRIC);

/** Whether columns are those of our own format: all of them, or those that others hardly have together. */
export function isOurs(names: readonly string[]): boolean {
  const has = (...columns: readonly Column[]) => columns.every((column) => names.includes(column));
  const known = names.filter(isKnown).length;
  if (has("itemKey") || has("externalId", "dataset")) return known > 1;
  return known === names.length && (has("score", "input") || has("dataset", "model", "score"));
}

/** A number or a short word; null where it is neither. */
function metricOf(value: unknown): number | string | null {
  if (typeof value === "boolean") return Number(value);
  const figure = numberIn(value);
  if (figure !== null) return figure;
  return typeof value === "string" && value === toName(value) ? value : null;
}

/**
 * A row of a file as our own format has it: its score on the person's scale, and what stands in columns that are none of
 * ours. Throws `ImportError`, which says where.
 */
export function readPlainRow(
  row: unknown,
  where: string,
  rules: ScoreRules,
  further: FurtherColumns,
): PlainRow {
  if (!isRecord(row)) return readShape(PlainRow, row, where);
  const own = further.takeFrom(row);
  const said = own["score"] ?? null;
  if (isNoScore(said, rules)) return readShape(PlainRow, { ...own, score: null }, where);
  if (said === null) return readShape(PlainRow, own, where);
  const score = scoreIn(said, rules);
  if (score === null) throw new ImportError(`${where}, score: ${offScale(said, rules)}`);
  const original =
    typeof said === "boolean" || numberIn(said) === score
      ? {}
      : { [METRIC + metricName(own)]: metricOf(said) };
  return readShape(PlainRow, { ...original, ...own, score }, where);
}

const metricName = ({ scoreMetric }: Readonly<Record<string, unknown>>) =>
  typeof scoreMetric === "string" && scoreMetric !== "" ? scoreMetric : "score";

function offScale(said: unknown, { scale }: ScoreRules): string {
  if (scale && numberIn(said) !== null)
    return `is ${String(said)}, outside the scale ${scale.from}..${scale.to}`;
  const shown =
    typeof said === "string" ? JSON.stringify(said.slice(0, 40)) : (JSON.stringify(said) ?? "nothing");
  return numberIn(said) === null
    ? `is ${shown}; expected a number from 0 to 1, or say what its words count as, such as --words good=1,bad=0`
    : `is ${shown}; a score lies from 0 to 1, so say its scale, such as --scale 1..10`;
}
