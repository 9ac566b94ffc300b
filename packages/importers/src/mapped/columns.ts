import { isRecord } from "../json.ts";
import { numberIn, verdictOf } from "../scale.ts";
import type { FoundRecord } from "./records.ts";

/** What one column of a file holds, as far as its records were looked at. */
export interface SeenColumn {
  readonly name: string;
  /** How many records have a value there. */
  readonly filled: number;
  /** How many values differ from each other, up to `MOST_DISTINCT`. */
  readonly distinct: number;
  /** How many of the values are numbers, and between which they lie. */
  readonly numbers: number;
  readonly least: number;
  readonly greatest: number;
  /** The least of those that are not -1, which many judges write for no score. */
  readonly leastOther: number;
  /** How many are written with a comma before the fraction. */
  readonly commas: number;
  /** How many are whole objects, whose values have columns of their own. */
  readonly objects: number;
  readonly wholeNumbers: boolean;
  /** How many say true or false, pass or fail. */
  readonly verdicts: number;
  /** Values of at most 40 characters that are no numbers, with how often each stands there: the first 30. */
  readonly words: ReadonlyMap<string, number>;
  /** Length of the longest text, in UTF-16 code units. */
  readonly longest: number;
  /** The first values, as short texts. */
  readonly examples: readonly string[];
}

/** What a file's records have in them. */
export interface SeenRecords {
  readonly records: number;
  readonly columns: readonly SeenColumn[];
  /** Whether it was looked at to the end. */
  readonly whole: boolean;
}

const MOST_DISTINCT = 1_000;
const MOST_WORDS = 30;
const LONGEST_WORD = 40;
const EXAMPLES = 3;
const EXAMPLE_LENGTH = 80;
const MOST_COLUMNS = 500;

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** A column while its values are looked at. */
interface Growing extends Writable<Omit<SeenColumn, "words" | "examples">> {
  readonly values: Set<string>;
  readonly words: Map<string, number>;
  readonly examples: string[];
}

/** Looks at the first records of a file, at most so many. Throws what reading them throws. */
export async function seeRecords(records: AsyncIterable<FoundRecord>, most: number): Promise<SeenRecords> {
  const seen = new Map<string, Growing>();
  let count = 0;
  let whole = true;
  for await (const { columns } of records) {
    if (count === most) {
      whole = false;
      break;
    }
    count += 1;
    for (const [name, value] of Object.entries(columns)) {
      const column = seen.get(name) ?? (seen.size < MOST_COLUMNS ? started(name) : null);
      if (column === null) continue;
      seen.set(name, column);
      if (!isEmpty(value) && !isNoFigure(value)) take(column, value);
    }
  }
  return {
    records: count,
    whole,
    columns: [...seen.values()].map((column) => Object.assign(column, { distinct: column.values.size })),
  };
}

/**
 * Records of JSON Lines that have little in common with most of the others, such as a first line of settings, stand beside
 * those that follow: their values are `../name` of these. What comes last is left out.
 */
export async function* asideOthers(
  records: () => AsyncIterable<FoundRecord>,
  most: number,
): AsyncGenerator<FoundRecord> {
  const counts = new Map<string, number>();
  let count = 0;
  for await (const { columns } of records()) {
    if (count++ === most) break;
    for (const name of Object.keys(columns)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const beside: Record<string, unknown> = {};
  for await (const { columns, where } of records()) {
    const names = Object.keys(columns);
    const common = names.filter((name) => (counts.get(name) ?? 0) * 2 > count).length;
    if (count > 2 && common * 3 < names.length) {
      for (const name of names) beside[`../${name}`] = columns[name];
    } else yield { columns: { ...beside, ...columns }, where };
  }
}

/** Whether a value says nothing: null, an empty text, or one of the words for it. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "number") return Number.isNaN(value);
  return typeof value === "string" && /^\s*(?:|n\/?a|nan|null|none|undefined|#n\/a|-|—)\s*$/i.test(value);
}

/** The number or truth that a list of one says, which may stand as text in a cell: `[0.8]`. Any other value is as it is. */
export function figureIn(value: unknown): unknown {
  const [, inner] =
    /^\s*\[\s*(-?\d[\d.]*(?:e[-+]?\d+)?)\s*\]\s*$/i.exec(typeof value === "string" ? value : "") ?? [];
  if (inner !== undefined) return inner;
  const [first] = Array.isArray(value) && value.length === 1 ? value : [];
  return typeof first === "number" || typeof first === "boolean" ? first : value;
}

/** Whether a value is a list without anything in it, or the text of one. */
export function isNoFigure(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length === 0
    : typeof value === "string" && /^\s*\[\s*\]\s*$/.test(value);
}

function started(name: string): Growing {
  return {
    name,
    filled: 0,
    distinct: 0,
    values: new Set(),
    numbers: 0,
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
    leastOther: Number.POSITIVE_INFINITY,
    commas: 0,
    objects: 0,
    wholeNumbers: true,
    verdicts: 0,
    words: new Map(),
    longest: 0,
    examples: [],
  };
}

function take(column: Growing, said: unknown): void {
  const value = figureIn(said);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  column.filled += 1;
  if (column.values.size < MOST_DISTINCT) column.values.add(text);
  column.longest = Math.max(column.longest, text.length);
  if (column.examples.length < EXAMPLES) column.examples.push(shortened(text));
  if (isRecord(value)) column.objects += 1;
  const number = numberIn(value);
  if (number !== null) {
    if (number !== -1) column.leastOther = Math.min(column.leastOther, number);
    if (/^[-+]?\d+,(?:\d{1,2}|\d{4,})$|^[-+]?0,\d+$/.test(text.trim())) column.commas += 1;
    column.numbers += 1;
    column.least = Math.min(column.least, number);
    column.greatest = Math.max(column.greatest, number);
    column.wholeNumbers &&= Number.isInteger(number);
  } else if (text.length <= LONGEST_WORD && (typeof value === "string" || typeof value === "boolean")) {
    const word = text.trim();
    if (column.words.has(word) || column.words.size < MOST_WORDS)
      column.words.set(word, (column.words.get(word) ?? 0) + 1);
  }
  if (verdictOf(value) !== null) column.verdicts += 1;
}

function shortened(text: string): string {
  const line = text
    .slice(0, 10 * EXAMPLE_LENGTH)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length <= EXAMPLE_LENGTH ? line : `${line.slice(0, EXAMPLE_LENGTH - 1)}…`;
}
