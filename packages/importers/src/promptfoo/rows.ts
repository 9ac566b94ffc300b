import { readShape } from "../check.ts";
import { hash } from "../hash.ts";
import { ImportError, type SourceFile } from "../importer.ts";
import { readJsonLine } from "../json.ts";
import { RunMetrics } from "../metrics.ts";
import { itemNameOf, shortName, toName } from "../names.ts";
import { readLines } from "../read-file.ts";
import { streamJson } from "../stream-json.ts";
import { canonicalJson, compareText } from "../text.ts";
import { type Provider, Row } from "./file.ts";

/** One row and its place in the file, for a person to find it. */
export interface PlacedRow {
  readonly row: Row;
  readonly where: string;
}

const ROWS = "$.results.results.*";

/**
 * The rows of a results file; `onFact` hears of what stands beside them at `paths`, before or after.
 * Throws `ImportError`.
 */
export async function* readJsonRows(
  file: SourceFile,
  paths: readonly string[] = [],
  onFact: (path: readonly (string | number)[], value: unknown) => void = () => {},
): AsyncGenerator<PlacedRow> {
  for await (const { path, value } of streamJson(file, [ROWS, ...paths])) {
    const [, list, index] = path;
    if (path.length !== 3 || list !== "results") onFact(path, value);
    else if (typeof index === "number") yield placed(value, `results.results[${index}]`, index);
    else throw new ImportError("results.results: expected array, received object");
  }
}

/** The rows of promptfoo's JSONL, one a line. Throws `ImportError`. */
export async function* readLineRows(file: SourceFile): AsyncGenerator<PlacedRow> {
  let index = 0;
  for await (const { number, text } of readLines(file)) {
    yield placed(readJsonLine(text, number), `line ${number}`, index++);
  }
}

/** Where no test is numbered, the order of rows is all there is to number them by. */
function placed(value: unknown, where: string, index: number): PlacedRow {
  const row = readShape(Row, value, where);
  return { where, row: { ...row, testIdx: row.testIdx ?? index } };
}

/**
 * Numbers the repeats of the items of one run, in the order of `testIdx`, which counts on through them: the order of
 * rows in a file is that of completion, which is chance. It keeps a number for each row, no more.
 */
class Repeats {
  readonly #testIdxs = new Map<string, number | number[]>();

  /** Every row has to be noted before any is numbered. */
  note(itemKey: string, testIdx: number): void {
    const known = this.#testIdxs.get(itemKey);
    if (known === undefined) this.#testIdxs.set(itemKey, testIdx);
    else if (typeof known === "number") this.#testIdxs.set(itemKey, [known, testIdx]);
    else known.push(testIdx);
  }

  /** What numbers the rows of one reading of the file: 1, 2, 3 … for the rows of an item. */
  numbering(): (itemKey: string, testIdx: number) => number {
    const sorted = new Map<string, number[]>();
    return (itemKey, testIdx) => {
      const known = this.#testIdxs.get(itemKey);
      if (!Array.isArray(known)) return 1;
      const order = sorted.get(itemKey) ?? known.toSorted((a, b) => a - b);
      sorted.set(itemKey, order);
      const at = order.indexOf(testIdx);
      // Taken: the next row of the same `testIdx` gets the next number.
      order[at] = Number.NaN;
      return at + 1;
    };
  }
}

/** The rows that make one run, without the rows. */
export interface RowGroup {
  /** Null in files of promptfoo's second version, which know prompts by their labels. */
  readonly promptIdx: number | null;
  readonly promptLabel: string;
  /** promptfoo's own label of a prompt without one is its template. */
  readonly templateLabel: string;
  readonly provider: Provider;
  /** The place in the file of its first row. */
  readonly where: string;
  readonly repeats: Repeats;
  readonly metrics: RunMetrics;
  /** Of the tests' metadata what is the same in all of them. */
  metadata: Readonly<Record<string, unknown>>;
  rows: number;
  /** Those that nobody has scored. */
  unscored: number;
}

/** The rows of a file by prompt and provider. */
export class RowGroups {
  readonly #groups = new Map<string, RowGroup>();

  /** Gives the group that the row is in. */
  add(row: Row, where: string): RowGroup {
    const { provider } = row;
    const promptIdx = row.promptIdx ?? null;
    const promptLabel = typeof promptIdx === "number" ? "" : labelOf(row);
    const key = keyOf(row);
    const group = this.#groups.get(key) ?? {
      promptIdx,
      promptLabel,
      templateLabel: labelOf(row),
      provider,
      where,
      repeats: new Repeats(),
      metrics: new RunMetrics(),
      metadata: row.testCase?.metadata ?? {},
      rows: 0,
      unscored: 0,
    };
    group.rows += 1;
    group.metadata = shared(group.metadata, row.testCase?.metadata ?? {});
    group.repeats.note(itemKeyOf(row), row.testIdx ?? 0);
    this.#groups.set(key, group);
    return group;
  }

  /** In the order of prompts, then of providers, which is the order of runs. */
  inOrder(): readonly RowGroup[] {
    return [...this.#groups.values()].toSorted(
      (a, b) =>
        (a.promptIdx ?? 0) - (b.promptIdx ?? 0) ||
        compareText(a.promptLabel, b.promptLabel) ||
        compareText(a.provider.id, b.provider.id),
    );
  }

  /** Finds a row's place among the runs, its item and which asking of it this is. For one reading of the file. */
  places(): (row: Row) => { run: number; itemKey: string; repeat: number; metrics: RunMetrics } {
    const places = new Map(
      this.inOrder().map((group, run) => [group, { run, numberOf: group.repeats.numbering() }] as const),
    );
    return (row) => {
      const group = this.#groups.get(keyOf(row));
      const place = group && places.get(group);
      if (!place) throw new TypeError("the file is another by now");
      const itemKey = itemKeyOf(row);
      const repeat = place.numberOf(itemKey, row.testIdx ?? 0);
      return { run: place.run, itemKey, repeat, metrics: group.metrics };
    };
  }
}

/** What two objects say alike. */
function shared(a: RowGroup["metadata"], b: RowGroup["metadata"]): RowGroup["metadata"] {
  const alike = (key: string) => Object.hasOwn(b, key) && canonicalJson(a[key]) === canonicalJson(b[key]);
  return Object.keys(a).every(alike)
    ? a
    : Object.fromEntries(Object.entries(a).filter(([key]) => alike(key)));
}

const labelOf = ({ prompt }: Row) => prompt?.label ?? prompt?.display ?? prompt?.raw ?? "";

const keyOf = (row: Row) => JSON.stringify([row.promptIdx ?? labelOf(row), row.provider.id]);

const HASH_LENGTH = 32;

/**
 * What stays the same of an item from week to week: the variables, as the first 32 digits of the SHA-256 of their
 * canonical JSON. `testIdx` moves when a test is put in, so it is the last resort, after the test's description
 * and its assertions.
 */
export function itemKeyOf({ vars, testCase, testIdx }: Row): string {
  if (vars && Object.keys(vars).length > 0) return hash(canonicalJson(vars), HASH_LENGTH);
  const description = toName(testCase?.description ?? "");
  if (description !== "") return description;
  const assertions = testCase?.assert ?? [];
  if (assertions.length > 0) return hash(canonicalJson(assertions), HASH_LENGTH);
  return `test ${(testIdx ?? 0) + 1}`;
}

/** What people call an item: what the test is called, else its first variable. Null where the key can be read itself. */
export function itemNameOfRow({ vars, testCase }: Row): string | null {
  if (!vars || Object.keys(vars).length === 0) return null;
  return shortName(testCase?.description ?? "") ?? itemNameOf(Object.values(vars)[0]) ?? itemNameOf(vars);
}
