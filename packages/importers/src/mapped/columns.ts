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

interface Growing {
  name: string;
  filled: number;
  distinct: Set<string>;
  numbers: number;
  least: number;
  greatest: number;
  wholeNumbers: boolean;
  verdicts: number;
  words: Map<string, number>;
  longest: number;
  examples: string[];
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
      if (!isEmpty(value)) take(column, value);
    }
  }
  return {
    records: count,
    whole,
    columns: [...seen.values()].map(({ distinct, ...column }) => ({ ...column, distinct: distinct.size })),
  };
}

/** Whether a value says nothing: null, an empty text, or one of the words for it. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "number") return Number.isNaN(value);
  return typeof value === "string" && /^\s*(?:|n\/?a|nan|null|none|undefined|#n\/a|-|—)\s*$/i.test(value);
}

function started(name: string): Growing {
  return {
    name,
    filled: 0,
    distinct: new Set(),
    numbers: 0,
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
    wholeNumbers: true,
    verdicts: 0,
    words: new Map(),
    longest: 0,
    examples: [],
  };
}

function take(column: Growing, value: unknown): void {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  column.filled += 1;
  if (column.distinct.size < MOST_DISTINCT) column.distinct.add(text);
  column.longest = Math.max(column.longest, text.length);
  if (column.examples.length < EXAMPLES) column.examples.push(shortened(text));
  const number = numberIn(value);
  if (number !== null) {
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
