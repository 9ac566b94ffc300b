import { hash } from "../hash.ts";
import { itemNameOf, shortName, toName } from "../names.ts";
import { canonicalJson } from "../text.ts";
import type { Row } from "./file.ts";

const HASH_LENGTH = 32;

/**
 * What stays the same of an item from week to week: the variables, as the first 32 digits of the SHA-256 of their
 * canonical JSON. `testIdx` moves when a test is put in, so it is the last resort, after the test's description
 * and its assertions.
 */
export function itemKeyOf({ vars, testCase, testIdx }: Row): string {
  if (vars && Object.keys(vars).length > 0) return hash(canonicalJson(vars), HASH_LENGTH);
  const description = descriptionOf({ testCase });
  if (description !== "") return description;
  const assertions = testCase?.assert ?? [];
  if (assertions.length > 0) return hash(canonicalJson(assertions), HASH_LENGTH);
  return `test ${(testIdx ?? 0) + 1}`;
}

const descriptionOf = ({ testCase }: Pick<Row, "testCase">) => toName(testCase?.description ?? "");

/** By what a test is told from others of the same variables; null where there are none. */
type Apart = "description" | "assertions" | null;

/** A row's item, and which asking of it the row is. */
export interface RowItem {
  readonly itemKey: string;
  readonly repeat: number;
  readonly apart: Apart;
}

/**
 * One test of an item: its description and assertions as numbers, equal where these are, and the `testIdx` of its rows, in
 * order. That one counts on through repeats: the order of rows in a file is that of completion, which is chance.
 */
interface Test {
  readonly description: number;
  readonly assertions: number;
  readonly testIdxs: number[];
}

const UNKNOWN = -1;
const NUMBERS_OF_A_ROW = 3;

/**
 * The items of one run and the repeats of each. Two tests of the same variables with other assertions, or other
 * descriptions, are two items: the one that stands first in the suite has the key that an item of these variables has
 * always had, so that a test put in after it changes no key. A later one's key is made of its description, where no other
 * has that, else of its assertions: it stays where the tests change places among themselves behind the first.
 * Keeps three numbers for each row, no more.
 */
export class Items {
  readonly #rows = new Map<string, number[]>();

  /** Every row has to be noted before any is found. */
  note(row: Row): void {
    const key = itemKeyOf(row);
    const noted = this.#rows.get(key);
    const numbers = [row.testIdx ?? 0, ...testOf(row)];
    if (noted) noted.push(...numbers);
    else this.#rows.set(key, numbers);
  }

  /** How many rows are of a test of which another row has the same `testIdx`: of another evaluation, or asked again. */
  countAgain(): number {
    let again = 0;
    for (const noted of this.#rows.values()) {
      if (noted.length <= NUMBERS_OF_A_ROW) continue;
      const testIdxs = noted.filter((_, at) => at % NUMBERS_OF_A_ROW === 0);
      again += testIdxs.length - new Set(testIdxs).size;
    }
    return again;
  }

  /** What finds the items of the rows in one reading of the file. */
  reading(): (row: Row) => RowItem {
    const read = new Map<string, readonly Test[]>();
    return (row) => {
      const key = itemKeyOf(row);
      const noted = this.#rows.get(key) ?? [];
      if (noted.length <= NUMBERS_OF_A_ROW) return { itemKey: key, repeat: 1, apart: null };
      const tests = read.get(key) ?? testsOf(noted);
      read.set(key, tests);
      return itemIn(tests, key, row);
    };
  }
}

/** Rows of older files, and of versions that leave it out, do not hold their test. */
function testOf(row: Row): readonly [description: number, assertions: number] {
  if (!row.testCase) return [UNKNOWN, UNKNOWN];
  return [numberOf(descriptionOf(row)), numberOf(canonicalJson(row.asserted ?? []))];
}

/** The same for equal texts, and for others another, but for one chance in 2²⁸. */
const numberOf = (text: string) => Number.parseInt(hash(text, 7), 16);

function testsOf(noted: readonly number[]): Test[] {
  const tests: Test[] = [];
  const unknown: number[] = [];
  const rows = Array.from({ length: noted.length / NUMBERS_OF_A_ROW }, (_, at) =>
    noted.slice(at * NUMBERS_OF_A_ROW, (at + 1) * NUMBERS_OF_A_ROW),
  ).toSorted(([a = 0], [b = 0]) => a - b);
  for (const [testIdx = 0, description = UNKNOWN, assertions = UNKNOWN] of rows) {
    const test = tests.find((each) => each.description === description && each.assertions === assertions);
    if (description === UNKNOWN) unknown.push(testIdx);
    else if (test) test.testIdxs.push(testIdx);
    else tests.push({ description, assertions, testIdxs: [testIdx] });
  }
  const [first, ...others] = tests;
  const testIdxs = [...(first?.testIdxs ?? []), ...unknown].toSorted((a, b) => a - b);
  return [{ description: UNKNOWN, assertions: UNKNOWN, ...first, testIdxs }, ...others];
}

function itemIn(tests: readonly Test[], key: string, row: Row): RowItem {
  const [description, assertions] = testOf(row);
  const found = tests.findIndex((test) => test.description === description && test.assertions === assertions);
  const test = tests[Math.max(found, 0)];
  const testIdxs = test?.testIdxs ?? [];
  const at = testIdxs.indexOf(row.testIdx ?? 0);
  // Taken: the next row of the same `testIdx` gets the next number.
  testIdxs[at] = Number.NaN;
  const repeat = at + 1;
  if (tests.length === 1) return { itemKey: key, repeat, apart: null };
  const own = descriptionOf(row);
  const isTold = own !== "" && tests.filter((each) => each.description === description).length === 1;
  const apart = isTold ? "description" : "assertions";
  if (found <= 0) return { itemKey: key, repeat, apart };
  const words = isTold ? [key, own] : [key, own, row.asserted ?? []];
  return { itemKey: hash(canonicalJson(words), HASH_LENGTH), repeat, apart };
}

const VARIABLE_LENGTH = 40;
const ASSERTION_LENGTH = 36;

/**
 * What people call an item: what the test is called, else its first variable, and what it expects where that tells it from
 * another. Null where the key can be read itself.
 */
export function itemNameOfRow({ vars, testCase }: Row, apart: Apart, expected: string | null): string | null {
  const described = shortName(testCase?.description ?? "");
  if (apart === "description") return described;
  const isNamed = vars && Object.keys(vars).length > 0;
  const name = isNamed
    ? (described ?? itemNameOf(Object.values(vars).find(isNoFile)) ?? itemNameOf(vars))
    : null;
  if (apart === null) return name;
  const parts = [
    shortName(name ?? described ?? "", VARIABLE_LENGTH),
    shortName(expected ?? "", ASSERTION_LENGTH),
  ];
  return parts.filter((part) => part !== null).join(" · ") || null;
}

const isNoFile = (value: unknown) => typeof value !== "string" || !value.startsWith("data:");
