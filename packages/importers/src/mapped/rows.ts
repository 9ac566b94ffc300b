import type { NewResult, StartRun } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { ImportError, type ImportOptions } from "../importer.ts";
import type { GivenMetric, RunMetrics } from "../metrics.ts";
import { isReadable, itemNameOf, modelNamed, toName } from "../names.ts";
import { isNoScore, numberIn, scoreIn, verdictOf, withPoint, wordIn } from "../scale.ts";
import { canonicalJson, toText, withoutStack } from "../text.ts";
import { isEmpty } from "./columns.ts";
import { latencyUnits, METRIC, type MapField, runFields } from "./fields.ts";
import { columnOf, type ColumnMap, namedColumns } from "./map.ts";
import type { Columns, FoundRecord } from "./records.ts";
import { starsOf } from "./wide.ts";

/** One answer in a file: a record, or the part of one that is of one model. */
export interface MappedRow {
  readonly where: string;
  /** The value of a field; undefined where there is none. */
  value(field: MapField): unknown;
  /** The value of a column; undefined where there is none, or a word for nothing. */
  at(column: string): unknown;
  /** What stands for `*` in the map's columns. */
  readonly star: string | null;
}

const TEXTS: ReadonlySet<MapField> = new Set(["input", "output", "expected", "promptText"]);

/**
 * The answers of a file's records. One that has nothing of the map in it, such as a first line of settings, is none: its
 * values stand beside the records that follow, as `../name`; `onOther` hears of it.
 */
export async function* mapRows(
  records: AsyncIterable<FoundRecord>,
  map: ColumnMap,
  onOther: (where: string) => void = () => {},
): AsyncGenerator<MappedRow> {
  const own = Object.entries(map.columns).flatMap(([field, column]) =>
    column === null ||
    column.startsWith("../") ||
    runFields.some((each) => each === field) ||
    /^tag:/.test(field)
      ? []
      : [column],
  );
  const patterns = own.filter((column) => column.includes("*"));
  // Whose scores there are was asked; `reference_answer` beside `gpt_answer` is of no model.
  const ranking = [columnOf(map, "score"), columnOf(map, "passed")].filter((column) => column?.includes("*"));
  const asked = ranking.flatMap((column) => (column === undefined ? [] : [column])).slice(0, 1);
  const plain = own.filter((column) => !column.includes("*"));
  let beside: Columns = {};
  for await (const { columns, where } of records) {
    const stars = patterns.length > 0 ? starsOf(columns, asked.length > 0 ? asked : patterns) : [null];
    if (stars.every((star) => star === null) && plain.every((column) => isEmpty(columns[column]))) {
      beside = {
        ...beside,
        ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [`../${name}`, value])),
      };
      onOther(where);
      continue;
    }
    const all: Columns = { ...beside, ...columns };
    for (const star of stars) {
      const valueOf = (column: string): unknown => all[star === null ? column : column.replace("*", star)];
      const at = (column: string): unknown => {
        const value = valueOf(column);
        if (isEmpty(value)) return undefined;
        return map.decimalComma === true && typeof value === "string" ? withPoint(value) : value;
      };
      const value = (field: MapField): unknown => {
        const column = columnOf(map, field);
        if (column === undefined) return undefined;
        // "None" may be an answer.
        const text = TEXTS.has(field) ? valueOf(column) : null;
        return typeof text === "string" && text.trim() !== "" ? text : at(column);
      };
      const row = { where: star === null ? where : `${where}, ${star}`, value, at, star };
      // A model that was not asked has nothing there.
      if (star === null || patterns.some((pattern) => at(pattern) !== undefined)) yield row;
    }
  }
}

const HASH_LENGTH = 32;
const NAMELESS = new Set(["true", "false"]);

/** The key of the item that a row is of: what the item column says, else a hash of its input. Throws `ImportError`. */
export function itemKeyOf(row: MappedRow, map: ColumnMap): string {
  const said = row.value("item");
  const name = said === undefined || typeof said === "object" ? "" : toName(String(said));
  if (name !== "" && !NAMELESS.has(name)) return name;
  if (said !== undefined && typeof said === "object") return hash(canonicalJson(said), HASH_LENGTH);
  const input = row.value("input");
  if (input !== undefined)
    return hash(typeof input === "string" ? input.trim() : canonicalJson(input), HASH_LENGTH);
  const column = columnOf(map, "item") ?? columnOf(map, "input");
  const what =
    column === undefined
      ? "no column says which item it is"
      : `${column}: is empty, so nothing says which item it is`;
  throw new ImportError(`${row.where}, ${what}; say --map item=COLUMN or --map input=COLUMN`);
}

/** One row as the result of an item. Throws `ImportError` where its values are not what the map says. */
export function resultOf(row: MappedRow, map: ColumnMap, repeat: number, metrics: RunMetrics): NewResult {
  const itemKey = itemKeyOf(row, map);
  const error = errorOf(row);
  const input = row.value("input");
  const graded = error === null ? gradeOf(row, map) : { score: null };
  const name = itemNameOf(input);
  return {
    itemKey,
    itemName: row.value("item") !== undefined && isReadable(itemKey) ? null : name,
    repeat,
    input: toText(input),
    expected: toText(row.value("expected")),
    output: toText(row.value("output")),
    ...graded,
    metrics: metrics.take(metricsOf(row, map)),
    reason: toText(row.value("reason")),
    error,
    latencyMs: amountOf(row, map, "latency", (value) => latencyIn(value, map)),
    inputTokens: countOf(row, map, "inputTokens"),
    outputTokens: countOf(row, map, "outputTokens"),
    costUsd: amountOf(row, map, "cost", numberIn),
  };
}

/** What broke. A cell that says false or 0 says that nothing did. */
function errorOf(row: MappedRow): string | null {
  const said = row.value("error");
  const verdict = row.value("passed") ?? row.value("score");
  if (
    said === undefined &&
    typeof verdict === "string" &&
    /^(?:error|errored|exception|crash(?:ed)?)$/i.test(verdict.trim())
  )
    return "It broke and does not say why";
  if (said === undefined || said === false || said === 0) return null;
  if (Array.isArray(said) && said.length === 0) return null;
  const text = typeof said === "string" ? said.trim() : said === true ? "" : (toText(said) ?? "");
  if (/^(?:false|0|no|ok)$/i.test(text) || text === "{}") return null;
  return toText(/^(?:true|1|yes|)$/i.test(text) ? "" : withoutStack(text)) || "It broke and does not say why";
}

/** The score and the verdict. Either alone stands for both where it can. */
function gradeOf(row: MappedRow, map: ColumnMap): Pick<NewResult, "score" | "passed"> {
  const passed = passedOf(row, map);
  const column = columnOf(map, "score");
  const said = column === undefined ? undefined : row.at(column);
  if (said === undefined || column === undefined || isNoScore(said, map))
    return passed === null ? { score: null } : { score: Number(passed), passed };
  const score = scoreIn(said, map);
  if (score === null) throw new ImportError(`${row.where}, ${column}: ${offScale(said, map)}`);
  const verdict =
    passed ??
    (typeof said === "number" || wordIn(String(said), map.words ?? {}) !== null ? null : wordVerdict(said));
  return verdict === null ? { score } : { score, passed: verdict };
}

/** A number is no verdict, though it may be 1 or 0. */
const wordVerdict = (said: unknown) => (numberIn(said) === null ? verdictOf(said) : null);

function passedOf(row: MappedRow, map: ColumnMap): boolean | null {
  const column = columnOf(map, "passed");
  const said = column === undefined ? undefined : row.at(column);
  if (said === undefined || column === undefined) return null;
  const word = typeof said === "string" ? wordIn(said, map.words ?? {}) : null;
  const verdict = word === null ? verdictOf(said) : word >= 0.5;
  if (verdict !== null) return verdict;
  throw new ImportError(
    `${row.where}, ${column}: is ${shown(said)}; expected true or false, pass or fail; say --words ${shownWord(said)}=1 or =0`,
  );
}

function offScale(said: unknown, { scale }: ColumnMap): string {
  const number = numberIn(said);
  if (number !== null && scale) return `is ${shown(said)}, outside the scale ${scale.from}..${scale.to}`;
  if (number !== null)
    return `is ${shown(said)}; a score lies from 0 to 1, so say its scale, such as --scale 1..10`;
  if (typeof said === "object") return `is ${shown(said)}; expected a number or a word`;
  return `is ${shown(said)}; say what it counts as: --words ${shownWord(said)}=0.5`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}

const shownWord = (value: unknown) =>
  /^\w+$/.test(String(value)) ? String(value) : JSON.stringify(String(value).slice(0, 40));

/** The columns that are metrics, and the score as it was where it has been read on a scale or as a word. */
function metricsOf(row: MappedRow, map: ColumnMap): GivenMetric[] {
  const given = namedColumns(map, METRIC).map(([name, column]) => ({
    name,
    value: metricIn(row.at(column)),
  }));
  const column = columnOf(map, "score");
  const said = column === undefined ? undefined : row.at(column);
  const verdict = columnOf(map, "passed");
  // A verdict that is a figure of its own, such as an exact match beside another score.
  if (column !== undefined && verdict !== undefined && typeof numberIn(row.at(verdict)) === "number")
    given.push({ name: metricName(verdict), value: metricIn(row.at(verdict)) });
  if (
    said === undefined ||
    column === undefined ||
    numberIn(said) === scoreIn(said, map) ||
    typeof said === "boolean"
  )
    return given;
  return [{ name: metricName(column), value: metricIn(said) }, ...given];
}

/** What the metric of a score's column is called. */
export function metricName(column: string): string {
  return (
    toName(
      column
        .replaceAll("../", "")
        .replaceAll("*", "")
        .replaceAll(/^[_.:\- /|]+|[_.:\- /|]+$/g, ""),
    ) || "score"
  );
}

/** A metric is a number, or a short word. */
function metricIn(value: unknown): unknown {
  if (value === undefined || typeof value === "boolean") return value;
  return numberIn(value) ?? (typeof value === "string" ? value : undefined);
}

function amountOf(
  row: MappedRow,
  map: ColumnMap,
  field: MapField,
  read: (value: unknown) => number | null,
): number | null {
  const column = columnOf(map, field);
  const said = column === undefined ? undefined : row.at(column);
  if (said === undefined) return null;
  const amount = read(said);
  if (amount !== null && amount >= 0) return amount;
  throw new ImportError(`${row.where}, ${column}: is ${shown(said)}; expected a number that is not negative`);
}

function countOf(row: MappedRow, map: ColumnMap, field: MapField): number | null {
  const amount = amountOf(row, map, field, numberIn);
  return amount === null ? null : Math.round(amount);
}

const UNITS: Readonly<Record<string, number>> = {
  µs: 0.001,
  us: 0.001,
  ms: 1,
  s: 1_000,
  sec: 1_000,
  secs: 1_000,
  second: 1_000,
  seconds: 1_000,
  min: 60_000,
  m: 60_000,
};

/** Milliseconds: a number in the map's unit, or one with its own (`1.2 s`). */
function latencyIn(value: unknown, { latencyUnit = "ms" }: ColumnMap): number | null {
  const number = numberIn(value);
  if (number !== null) return number * latencyUnits[latencyUnit];
  const [, amount = "", unit = ""] =
    /^([\d.,]+)\s*([a-zµ]+)$/i.exec(typeof value === "string" ? value.trim() : "") ?? [];
  const factor = UNITS[unit.toLowerCase()];
  const read = numberIn(amount);
  return read === null || factor === undefined ? null : read * factor;
}

/** What of a row tells its run from others, each said by the person, by the row, or by nobody. */
export interface RowRun {
  readonly model: StartRun["model"] | null;
  readonly dataset: string | null;
  readonly prompt: string | null;
  readonly promptText: string;
  readonly run: string | null;
}

/** The run that a row is of; the person's word comes before the row's, then the map's. */
export function runOf(row: MappedRow, map: ColumnMap, options: ImportOptions): RowRun {
  const text = (field: MapField): string => {
    const said = row.value(field);
    return said === undefined ? "" : typeof said === "object" ? canonicalJson(said) : toName(String(said));
  };
  const name = row.star === null ? text("model") : toName(row.star);
  const provider = text("provider");
  const said = options.model ?? (name === "" ? map.model : undefined);
  const own = provider === "" ? modelNamed(name) : { provider, name };
  return {
    model: said !== undefined ? modelNamed(said) : name === "" ? null : own,
    dataset: options.dataset ?? map.dataset ?? (toName(text("dataset")) || null),
    prompt: options.prompt ?? map.prompt ?? (toName(text("prompt")) || null),
    promptText: toText(row.value("promptText")) ?? "",
    run: toName(text("run")) || null,
  };
}
