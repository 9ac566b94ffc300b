import { readShape } from "../check.ts";
import { readHead } from "../head.ts";
import { type FileHead, ImportError, type SourceFile } from "../importer.ts";
import { readJsonLine } from "../json.ts";
import { RunMetrics } from "../metrics.ts";
import { readLines } from "../read-file.ts";
import { streamJson } from "../stream-json.ts";
import { canonicalJson, compareText } from "../text.ts";
import { type Provider, Row } from "./file.ts";
import { Items, type RowItem } from "./items.ts";

/** One row and its place in the file, for a person to find it. */
export interface PlacedRow {
  readonly row: Row;
  readonly where: string;
}

/** Whether the rows are `results` itself, as the very first promptfoos wrote them: `{ "results": [{ "prompt": …`. */
export function isBareList({ keys, text }: Pick<FileHead, "keys" | "text">): boolean {
  const isNested = [...keys].some((key) => key.startsWith("results."));
  return keys.has("results") && !isNested && /"results"\s*:\s*\[/.test(text);
}

/**
 * The rows of a results file; `onFact` hears of what stands beside them at `paths`, before or after.
 * Throws `ImportError`.
 */
export async function* readJsonRows(
  file: SourceFile,
  paths: readonly string[] = [],
  onFact: (path: readonly (string | number)[], value: unknown) => void = () => {},
): AsyncGenerator<PlacedRow> {
  const list = isBareList(await readHead(file)) ? ["results"] : ["results", "results"];
  const name = list.join(".");
  // No path of a fact may hold the rows too: a value that is found is kept whole.
  const facts = list.length === 1 ? paths.filter((path) => !path.startsWith("$.results")) : paths;
  for await (const { path, value } of streamJson(file, [`$.${name}.*`, ...facts])) {
    const index = path.at(-1);
    if (path.length !== list.length + 1 || list.some((key, at) => path[at] !== key)) onFact(path, value);
    else if (typeof index === "number") {
      const { row, where } = placed(value, `${name}[${index}]`, index);
      // The file says it once for all its rows.
      yield { row: { ...row, evalId: null }, where };
    } else throw new ImportError(`${name}: expected array, received object`);
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

/** The rows that make one run, without the rows. */
export interface RowGroup {
  /** Null where the row itself does not say it. */
  readonly evalId: string | null;
  /** Null in files before version 3, which know prompts by their labels. */
  readonly promptIdx: number | null;
  readonly promptLabel: string;
  /** promptfoo's own label of a prompt without one is its template. */
  readonly templateLabel: string;
  /** Null where the file names none. */
  readonly provider: Provider | null;
  /** The place in the file of its first row. */
  readonly where: string;
  readonly items: Items;
  readonly metrics: RunMetrics;
  /** Of the tests' metadata what is the same in all of them. */
  metadata: Readonly<Record<string, unknown>>;
  rows: number;
  /** Those that nobody has scored. */
  unscored: number;
  /** Whether the numbers that promptfoo wrote are kept beside the scores that they became. */
  keepsNumbers: boolean;
}

/** The rows of a file by prompt and provider. */
export class RowGroups {
  readonly #groups = new Map<string, RowGroup>();

  /** Gives the group that the row is in. */
  add(row: Row, where: string): RowGroup {
    const provider = row.provider ?? null;
    const promptIdx = row.promptIdx ?? null;
    const promptLabel = typeof promptIdx === "number" ? "" : labelOf(row);
    const key = keyOf(row);
    const group = this.#groups.get(key) ?? {
      evalId: row.evalId ?? null,
      promptIdx,
      promptLabel,
      templateLabel: labelOf(row),
      provider,
      where,
      items: new Items(),
      metrics: new RunMetrics(),
      metadata: row.testCase?.metadata ?? {},
      rows: 0,
      unscored: 0,
      keepsNumbers: false,
    };
    group.rows += 1;
    group.metadata = shared(group.metadata, row.testCase?.metadata ?? {});
    group.items.note(row);
    this.#groups.set(key, group);
    return group;
  }

  /** In the order of evaluations, then of prompts, then of providers, which is the order of runs. */
  inOrder(): readonly RowGroup[] {
    return [...this.#groups.values()].toSorted(
      (a, b) =>
        compareText(a.evalId ?? "", b.evalId ?? "") ||
        (a.promptIdx ?? 0) - (b.promptIdx ?? 0) ||
        compareText(a.promptLabel, b.promptLabel) ||
        compareText(a.provider?.id ?? "", b.provider?.id ?? ""),
    );
  }

  /** Finds a row's run, its item and which asking of it this is. For one reading of the file. */
  places(): (row: Row) => { readonly run: number; readonly group: RowGroup; readonly item: RowItem } {
    const places = new Map(
      this.inOrder().map((group, run) => [group, { run, itemOf: group.items.reading() }] as const),
    );
    return (row) => {
      const group = this.#groups.get(keyOf(row));
      const place = group && places.get(group);
      if (!place) throw new TypeError("the file is another by now");
      return { run: place.run, group, item: place.itemOf(row) };
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

const keyOf = (row: Row) =>
  JSON.stringify([row.promptIdx ?? labelOf(row), row.provider?.id ?? "", row.evalId ?? ""]);
