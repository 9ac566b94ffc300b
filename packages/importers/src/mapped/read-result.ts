import type { NewResult } from "@evalboard/contract";
import { ImportError } from "../importer.ts";
import type { GivenMetric, RunMetrics } from "../metrics.ts";
import { isReadable, itemNameOf, toName } from "../names.ts";
import { isNoScore, numberIn, scoreIn, verdictOf, wordIn } from "../scale.ts";
import { shown } from "../score-tally.ts";
import { toText, withoutStack } from "../text.ts";
import { latencyUnits, METRIC, type MapField } from "./fields.ts";
import { columnOf, type ColumnMap, namedColumns } from "./map.ts";
import { itemKeyOf, type MappedRow, objectIn } from "./rows.ts";

/** One row as the result of an item. Throws `ImportError` where its values are not what the map says. */
export function resultOf(row: MappedRow, map: ColumnMap, repeat: number, metrics: RunMetrics): NewResult {
  const itemKey = itemKeyOf(row, map);
  const error = errorOf(row);
  const input = row.value("input");
  const graded = error === null ? gradeOf(row, map) : { score: null };
  const name = itemNameOf(objectIn(input));
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
    return verdictAlone(passed ?? (column === undefined ? matchOf(row, map) : null));
  const score = scoreIn(said, map);
  if (score === null) throw new ImportError(`${row.where}, ${column}: ${offScale(said, map)}`);
  const verdict =
    passed ??
    (typeof said === "number" || (typeof said === "string" && wordIn(said, map.words ?? {}) !== null)
      ? null
      : wordVerdict(said));
  return verdict === null ? { score } : { score, passed: verdict };
}

const verdictAlone = (passed: boolean | null): Pick<NewResult, "score" | "passed"> =>
  passed === null ? { score: null } : { score: Number(passed), passed };

/** Whether an answer equals what was expected, where a person says that this is what counts. */
function matchOf(row: MappedRow, { exactMatch }: ColumnMap): boolean | null {
  const expected = row.value("expected");
  if (exactMatch !== true || expected === undefined) return null;
  const plain = (value: unknown) => (toText(value) ?? "").trim().toLowerCase();
  return plain(row.value("output")) === plain(expected);
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

function shownWord(value: unknown): string {
  const word = (toText(value) ?? "").slice(0, 40);
  return /^\w+$/.test(word) ? word : JSON.stringify(word);
}

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
  if (said === undefined || column === undefined || typeof metricIn(said) === "boolean") return given;
  if (namedColumns(map, METRIC).some(([, other]) => other === column)) return given;
  // A number that is no score, such as a judge's -1, would move the metric's mean.
  const number = numberIn(said);
  if (number !== null && (number === scoreIn(said, map) || isNoScore(said, map))) return given;
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
  if (typeof value === "string" && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
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
  msec: 1,
  milliseconds: 1,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
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
