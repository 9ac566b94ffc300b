import { generationSettings } from "../tags.ts";
import { plainName } from "./column-names.ts";
import type { SeenColumn, SeenRecords } from "./columns.ts";
import { fieldFit, isPlace, sumOf } from "./field-fits.ts";
import { type LatencyUnit, type MapField, METRIC, overlap, TAG } from "./fields.ts";
import { guessScale } from "./guess-scale.ts";
import type { ColumnMap } from "./map.ts";
import { guessWide, type WideColumns } from "./wide.ts";

/** What a file's columns are taken for, and how much that is like results: for choosing between places. */
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
const WORTH: Readonly<Record<string, number>> = {
  score: 5,
  passed: 5,
  output: 3,
  input: 2,
  expected: 2,
  item: 1,
  model: 1,
  error: 1,
};

type Chosen = Partial<Record<MapField, SeenColumn>>;

/**
 * Guesses what is what by names and values. `place` is where the records stand; `said` is what a person has said already,
 * which stays: by field a column, or null where none is it.
 */
export function guessColumns(seen: SeenRecords, place: string, said: ColumnMap["columns"] = {}): Guess {
  const byName = new Map(seen.columns.map((column) => [column.name, column]));
  const fixed = new Set(Object.values(said).filter((column) => column !== null));
  const wide = "score" in said || "output" in said ? null : guessWide(seen.columns);
  const chosen: Chosen = {};
  const used = new Set<string>([...fixed, ...(wide?.columns ?? [])]);
  const isFree = ({ name }: SeenColumn) => ![...used].some((other) => overlap(name, other));
  for (const field of ORDER) {
    if (field in said || (wide && (wide.fields[field] !== undefined || field === "model"))) continue;
    const column = best(field, seen, place, isFree);
    if (column === null) continue;
    chosen[field] = column;
    used.add(column.name);
  }
  settle(chosen, said, seen, isFree);
  const fields = Object.entries(chosen).map(([field, column]): [string, string | null] => [
    field,
    column.name,
  ]);
  const columns: Record<string, string | null> = { ...Object.fromEntries(fields), ...wide?.fields, ...said };
  Object.assign(columns, furtherColumns(seen, columns, wide));
  const figure =
    byName.get(columns["score"] ?? "") ?? (columns["score"]?.includes("*") ? wide?.scores : undefined);
  const latency = byName.get(columns["latency"] ?? "");
  const map: ColumnMap = {
    ...(place === "" ? {} : { records: place }),
    columns,
    ...(seen.columns.some(({ commas }) => commas > 0) ? { decimalComma: true } : {}),
    ...(latency ? { latencyUnit: guessUnit(latency) } : {}),
    ...(figure ? guessScale(figure) : {}),
    ...(areLabels(byName.get(columns["output"] ?? ""), byName.get(columns["expected"] ?? "")) &&
    !isScored(columns)
      ? { exactMatch: true }
      : {}),
  };
  const worth = Object.entries(columns).reduce(
    (sum, [field, column]) => sum + (column === null ? 0 : (WORTH[field] ?? 0)),
    0,
  );
  return { map, worth: worth + Math.min(2, Math.log10(seen.records + 1) / 2) };
}

const isScored = (columns: ColumnMap["columns"]) =>
  (columns["score"] ?? null) !== null || (columns["passed"] ?? null) !== null;

/** Whether answers are a few words that can be held against those expected. */
function areLabels(output: SeenColumn | undefined, expected: SeenColumn | undefined): boolean {
  return [output, expected].every((column) => column && column.objects === 0 && column.longest <= 60);
}

function best(
  field: MapField,
  seen: SeenRecords,
  place: string,
  isFree: (column: SeenColumn) => boolean,
): SeenColumn | null {
  let found: SeenColumn | null = null;
  let most = 0;
  for (const column of seen.columns) {
    if (column.filled === 0 || !isFree(column)) continue;
    const fit = fieldFit(field, column, seen, place);
    if (fit > most) [found, most] = [column, fit];
  }
  return found;
}

/** What several columns say together. */
function settle(
  chosen: Chosen,
  said: ColumnMap["columns"],
  { columns, records }: SeenRecords,
  isFree: (column: SeenColumn) => boolean,
): void {
  // A prompt of which there is more than one is what was asked, where nothing else is.
  if (
    !chosen.input &&
    !("input" in said) &&
    chosen.prompt &&
    chosen.prompt.distinct > 1 &&
    plainName(chosen.prompt.name) === "prompt"
  ) {
    chosen.input = chosen.prompt;
    delete chosen.prompt;
  }
  // Of two columns of verdicts one is enough.
  const { score, passed } = chosen;
  if (passed && score && score.numbers === 0 && score.verdicts * 2 > score.filled) delete chosen.score;
  const { item, input } = chosen;
  if (!item && !input && !("item" in said) && !("input" in said)) {
    // What else is another short text in each record names it.
    const telling = columns.find((column) => isFree(column) && isName(column, records));
    if (telling) chosen.item = telling;
  }
  if (!item || !input || "item" in said) return;
  // A key that is another in each record where the same was asked several times is that of an answer.
  const isOfAnswer = item.distinct === records && input.distinct * 2 <= records;
  // Fewer keys than questions: it is a category of theirs.
  const isCategory =
    !chosen.repeat && item.distinct * 2 <= input.distinct && !/_id$|^q?id$/.test(plainName(item.name));
  if (isPlace(item) || isOfAnswer || isCategory) delete chosen.item;
}

const isName = ({ name, distinct, filled, numbers, objects, longest }: SeenColumn, records: number) =>
  !name.startsWith("../") &&
  filled === records &&
  distinct === records &&
  numbers === 0 &&
  objects === 0 &&
  longest <= 200;

/** The unit that a latency's name says, else the one in which its values are like those of models. */
export function guessUnit({ name, greatest }: SeenColumn): LatencyUnit {
  const plain = plainName(name);
  if (/(?:_|^)(?:ms|msec|millis|milliseconds?)$/.test(plain)) return "ms";
  if (/(?:_|^)(?:us|micros|microseconds?)$/.test(plain)) return "us";
  if (/(?:_|^)(?:s|sec|secs|seconds?|sekunden|secondes)$/.test(plain)) return "s";
  if (/(?:_|^)(?:min|minutes?)$/.test(plain)) return "min";
  return greatest > 300 ? "ms" : "s";
}

/** What no field is: numbers and few words become metrics, what is the same everywhere a tag; the rest is left out. */
function furtherColumns(
  { columns, records }: SeenRecords,
  map: ColumnMap["columns"],
  wide: WideColumns | null,
): Record<string, string> {
  const used = [...Object.values(map).filter((column) => column !== null), ...(wide?.columns ?? [])];
  const further: Record<string, string> = {};
  for (const column of columns) {
    const { name, filled, numbers, distinct, words, longest, objects } = column;
    if (filled === 0 || objects > 0 || used.some((other) => overlap(name, other))) continue;
    const own = name.replaceAll("../", "");
    const isOuter = name.startsWith("../");
    const isSetting = Object.keys(generationSettings({ [own.split(".").at(-1) ?? ""]: 1 })).length > 0;
    const areWords = sumOf(words) === filled - numbers;
    const isCount =
      isPlace(column) ||
      (numbers === filled &&
        column.wholeNumbers &&
        distinct === records &&
        /(?:^|_)id$/.test(plainName(name)));
    if (isOuter || (distinct === 1 && records > 1)) {
      if (longest <= 200 && (isSetting || (numbers === 0 && areWords && distinct === 1)))
        further[TAG + own] = name;
      else if (!isOuter && numbers === filled) further[METRIC + own] = name;
    } else if (numbers >= filled * 0.8 && !isCount) further[METRIC + own] = name;
    else if (areWords && distinct <= 20 && (distinct < records || records === 1))
      further[METRIC + own] = name;
  }
  return further;
}
