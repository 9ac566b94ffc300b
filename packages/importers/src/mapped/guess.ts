import { generationSettings } from "../tags.ts";
import { scoreIn, verdictOf } from "../scale.ts";
import { isBetterLower, isModelName, nameFits, plainName } from "./column-names.ts";
import type { SeenColumn, SeenRecords } from "./columns.ts";
import { type LatencyUnit, type MapField, METRIC, TAG } from "./fields.ts";
import type { ColumnMap } from "./map.ts";
import { KEY } from "./records.ts";
import { guessWide } from "./wide.ts";

/** What a file's columns are taken for, how sure that is (for choosing between places), and what is left to say. */
export interface Guess {
  readonly map: ColumnMap;
  readonly worth: number;
}

/** The order in which fields take their columns: what few columns can be comes first. */
const ORDER: readonly MapField[] = [
  "model",
  "provider",
  "latency",
  "cost",
  "inputTokens",
  "outputTokens",
  "passed",
  "score",
  "output",
  "expected",
  "input",
  "reason",
  "error",
  "repeat",
  "time",
  "dataset",
  "promptText",
  "prompt",
  "run",
  "item",
];

/** How much a field that is found says that these are results. */
const WORTH: Readonly<Partial<Record<MapField, number>>> = {
  score: 5,
  passed: 5,
  output: 3,
  input: 2,
  expected: 2,
  item: 1,
  model: 1,
  error: 1,
};

/** Guesses what is what by names and values. `place` is where the records stand. */
export function guessColumns(seen: SeenRecords, place: string): Guess {
  const taken = new Map<string, MapField>();
  const chosen: Partial<Record<MapField, SeenColumn>> = {};
  const wide = guessWide(seen.columns);
  for (const field of ORDER) {
    if (wide && (wide.fields[field] !== undefined || field === "model")) continue;
    const column = best(field, seen, taken, place, wide?.columns ?? new Set());
    if (column === null) continue;
    chosen[field] = column;
    taken.set(column.name, field);
  }
  keepItems(chosen, seen);
  const columns: Record<string, string> = Object.fromEntries(
    Object.entries(chosen).map(([field, column]) => [field, column.name]),
  );
  Object.assign(columns, wide?.fields);
  const used = new Set([...Object.values(columns), ...(wide?.columns ?? [])]);
  Object.assign(columns, furtherColumns(seen, used));
  const figure = chosen.score ?? wide?.scores;
  const map: ColumnMap = {
    ...(place === "" ? {} : { records: place }),
    columns,
    ...(chosen.latency ? { latencyUnit: unitOf(chosen.latency) } : {}),
    ...(figure ? scoringOf(figure) : {}),
  };
  const worth = Object.keys(columns).reduce((sum, field) => sum + (WORTH[field as MapField] ?? 0), 0); // oxlint-disable-line no-unsafe-type-assertion -- others have no worth
  return { map, worth: worth + Math.min(2, Math.log10(seen.records + 1) / 2) };
}

function best(
  field: MapField,
  seen: SeenRecords,
  taken: ReadonlyMap<string, MapField>,
  place: string,
  apart: ReadonlySet<string>,
): SeenColumn | null {
  let found: SeenColumn | null = null;
  let most = 0;
  for (const column of seen.columns) {
    if (taken.has(column.name) || apart.has(column.name) || column.filled === 0) continue;
    const fit = fits(field, column, seen, place);
    if (fit > most) [found, most] = [column, fit];
  }
  return found;
}

/** How well a column can be a field: its name's fit where its values can be it, a little without a telling name. */
function fits(field: MapField, column: SeenColumn, seen: SeenRecords, place: string): number {
  const { filled, distinct, numbers, verdicts, words, longest } = column;
  const { records } = seen;
  const name = nameFits(column.name, field);
  const isOuter = column.name.startsWith("../");
  const isFew = distinct <= Math.max(2, records / 3) || distinct <= 3;
  const isText = numbers < filled / 2;
  const areWords = isText && sum(words) === filled - numbers;
  switch (field) {
    case "model": {
      const ofModels = isModelName([...words.keys()].slice(0, 5).join(" "));
      const ofPlace =
        isOuter &&
        /(?:^|\.)(?:models?|llms?|systems|providers)\.\*/.test(`${place}.`) &&
        /(?:name|id|\(key\))$/.test(column.name);
      if (!isText || longest > 120 || (!isFew && !isOuter)) return 0;
      return name + (ofModels && (name > 0 || isKeyOrName(column.name)) ? 50 : 0) + (ofPlace ? 60 : 0);
    }
    case "provider":
      return isText && isFew && areWords ? name : 0;
    case "latency":
      if (plainName(column.name) === "time" && numbers < filled) return 0;
      return numbers === filled || column.examples.every(isDuration) ? name : 0;
    case "cost":
      return numbers === filled && column.least >= 0 ? name : 0;
    case "inputTokens":
    case "outputTokens":
      return numbers === filled && column.wholeNumbers && column.least >= 0 ? name : 0;
    case "passed":
      return !isOuter && verdicts === filled && distinct <= 4 && name > 0
        ? name + (numbers === filled ? 0 : 20)
        : 0;
    case "score":
      return isOuter ? 0 : scoreFit(column, name);
    case "repeat":
      return numbers === filled &&
        column.wholeNumbers &&
        column.least >= 0 &&
        column.greatest <= 1_000 &&
        !isOuter
        ? name
        : 0;
    case "time":
      return column.examples.every(isTime) ? Math.max(name, name > 0 ? 1 : 0) : 0;
    case "error":
      return isText && verdicts < filled && !isOuter ? name : 0;
    case "dataset":
      return isText && longest <= 120 && (isFew || isOuter) && name > 20
        ? name
        : datasetOfPlace(column.name, place);
    case "prompt":
      return longest <= 120 && (distinct <= 20 || isOuter) && isFew ? name : 0;
    case "promptText":
      return isText && distinct <= Math.max(1, Math.min(20, records / 4)) && longest > 20 ? name : 0;
    case "run":
      return distinct <= Math.max(1, records / 3) && distinct <= 200 && longest <= 200 ? name : 0;
    case "item":
      if (isOuter || longest > 200 || (distinct === 1 && records > 1)) return 0;
      return column.name === KEY
        ? 95
        : Math.max(0, name - (column.numbers === filled && !column.wholeNumbers ? 100 : 0));
    case "input":
      // A prompt that is the same in many records is a template, and a task of few words a name.
      if (
        /^(?:prompt|prompt_text|task|source|context|instructions?|text|content|document)$/.test(
          plainName(column.name),
        ) &&
        isFew &&
        records > 3
      )
        return 0;
      return isOuter ? 0 : name;
    case "output":
    case "expected":
    case "reason":
      return isOuter ? 0 : name;
  }
}

const sum = (words: ReadonlyMap<string, number>) =>
  [...words.values()].reduce((total, count) => total + count, 0);
const isKeyOrName = (column: string) => /(?:^|\/|\.)(?:name|id|\(key\)|llm|agent|system)$/i.test(column);

function datasetOfPlace(column: string, place: string): number {
  const isNamed = column.startsWith("../") && /(?:name|id|\(key\))$/.test(column);
  return isNamed &&
    /(?:^|\.)(?:datasets?|tasks?|suites?|benchmarks?|evals?|evaluations?)\.\*/.test(`${place}.`)
    ? 60
    : 0;
}

/** A score has a value that can be one in nearly all records that have any. */
function scoreFit(column: SeenColumn, name: number): number {
  const { filled, numbers, verdicts, words, distinct, greatest } = column;
  const isCount = /(?:tokens?|count|length|index|idx|seconds?|_ms|year|age|size|num|time)$/.test(
    plainName(column.name),
  );
  if (numbers >= filled * 0.8) {
    if (name > 0) return name;
    return !isCount && column.least >= 0 && greatest <= 1 && !column.wholeNumbers ? 5 : 0;
  }
  const areWords = distinct <= 20 && sum(words) + numbers >= filled;
  if (name === 0 || !areWords) return 0;
  return verdicts >= filled * 0.8 ? name - 30 : name - 10;
}

const isDuration = (text: string) =>
  /^\d+(?:[.,]\d+)?\s*(?:µs|us|ms|s|sec|secs|seconds?|min|m)$/i.test(text.trim());

const isTime = (text: string) =>
  /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(text) ||
  /^1[5-9]\d{8}(?:\.\d+)?$/.test(text) ||
  /^1[5-9]\d{11}$/.test(text);

/** The unit that a latency's name says, else the one in which its values are like those of models. */
export function unitOf({ name, greatest }: SeenColumn): LatencyUnit {
  const plain = plainName(name);
  if (/(?:_|^)(?:ms|msec|millis|milliseconds?)$/.test(plain)) return "ms";
  if (/(?:_|^)(?:us|micros|microseconds?)$/.test(plain)) return "us";
  if (/(?:_|^)(?:s|sec|secs|seconds?|sekunden)$/.test(plain)) return "s";
  if (/(?:_|^)(?:min|minutes?)$/.test(plain)) return "min";
  return greatest > 300 ? "ms" : "s";
}

/**
 * An item's own key is worth more than its place in the file. A key that is another in each record where the same question
 * was put to several models, or several times, is that of an answer.
 */
function keepItems(chosen: Partial<Record<MapField, SeenColumn>>, { records }: SeenRecords): void {
  const { item, input } = chosen;
  if (!item || !input) return;
  const isPlace =
    /^(?:idx|index|row|row_id|no|nr|number|column_1)$/.test(plainName(item.name)) &&
    item.numbers === item.filled;
  const isOfAnswer = item.distinct === records && input.distinct * 2 <= records;
  // Fewer keys than questions: it is a category of theirs.
  const isCategory = item.distinct * 2 <= input.distinct;
  if (isPlace || isOfAnswer || isCategory) delete chosen.item;
}

/** What no field is: numbers and few words become metrics, what is the same everywhere a tag; the rest is left out. */
function furtherColumns(
  { columns, records }: SeenRecords,
  used: ReadonlySet<string>,
): Record<string, string> {
  const further: Record<string, string> = {};
  for (const { name, filled, numbers, distinct, words, longest } of columns) {
    if (used.has(name) || filled === 0) continue;
    const own = name.replaceAll("../", "");
    const isOuter = name.startsWith("../");
    const isSetting = Object.keys(generationSettings({ [own.split(".").at(-1) ?? ""]: 1 })).length > 0;
    const areWords = sum(words) === filled - numbers;
    const isIndex =
      numbers === filled &&
      distinct === records &&
      /^(?:idx|index|row|row_id|no|nr|number|column_1|id)$/.test(plainName(name));
    if (isOuter || distinct === 1) {
      if (longest <= 200 && (isSetting || (numbers === 0 && areWords))) further[TAG + own] = name;
      else if (!isOuter && numbers === filled) further[METRIC + own] = name;
    } else if (numbers >= filled * 0.8 && !isIndex) further[METRIC + own] = name;
    else if (areWords && distinct <= 20 && distinct * 2 <= Math.max(records, 4)) further[METRIC + own] = name;
  }
  return further;
}

const GRADES: Readonly<Record<string, number>> = {
  "A+": 1,
  A: 1,
  "A-": 0.925,
  "B+": 0.825,
  B: 0.75,
  "B-": 0.675,
  "C+": 0.575,
  C: 0.5,
  "C-": 0.425,
  "D+": 0.325,
  D: 0.25,
  "D-": 0.175,
  E: 0,
  F: 0,
};

/** Words between right and wrong, and those of comparisons. */
const MIDDLING: Readonly<Record<string, number>> = {
  partial: 0.5,
  partially: 0.5,
  "partially correct": 0.5,
  "partly correct": 0.5,
  mixed: 0.5,
  tie: 0.5,
  draw: 0.5,
  neutral: 0.5,
  win: 1,
  won: 1,
  lose: 0,
  loss: 0,
  lost: 0,
  good: 1,
  bad: 0,
  excellent: 1,
  fair: 0.5,
  poor: 0.25,
  acceptable: 0.5,
  high: 1,
  medium: 0.5,
  low: 0,
};

/** How the values of a score's column are read: its scale, its words, and which end is the better one. */
export function scoringOf(column: SeenColumn): Pick<ColumnMap, "scale" | "words" | "lowerIsBetter"> {
  const { numbers, least, greatest, words, examples } = column;
  const lower = isBetterLower(column.name) ? { lowerIsBetter: true } : {};
  const areShares = examples.every((text) => /[%/]/.test(text));
  if (numbers > 0 && (least < 0 || greatest > 1) && !areShares)
    return { scale: scaleOf(least, greatest), ...lower };
  const unknown = [...words.keys()].filter((word) => scoreIn(word, {}) === null);
  if (unknown.length === 0) return lower;
  const all = [...words.keys()];
  const areGrades = all.every((word) => Object.hasOwn(GRADES, word.toUpperCase()));
  const said = Object.fromEntries(
    (areGrades ? all : unknown).flatMap((word): [string, number][] => {
      const value = areGrades ? GRADES[word.toUpperCase()] : MIDDLING[word.toLowerCase()];
      return value === undefined ? [] : [[word, value]];
    }),
  );
  return Object.keys(said).length > 0 ? { words: said, ...lower } : lower;
}

/** The usual scale that holds all values. */
function scaleOf(least: number, greatest: number): { readonly from: number; readonly to: number } {
  const usual = [
    [-1, 1],
    [1, 5],
    [0, 5],
    [1, 10],
    [0, 10],
    [0, 100],
  ] as const;
  const [from, to] = usual.find(([low, high]) => least >= low && greatest <= high) ?? [
    Math.min(0, Math.floor(least)),
    Math.ceil(greatest),
  ];
  return { from, to };
}

/** Words of the score's column that nobody has said a number for. */
export function unknownWords({ columns }: Pick<SeenRecords, "columns">, map: ColumnMap): string[] {
  const column = columns.find(({ name }) => name === map.columns.score);
  if (!column || column.numbers === column.filled) return [];
  return [...column.words.keys()].filter((word) => scoreIn(word, map) === null && verdictOf(word) === null);
}
