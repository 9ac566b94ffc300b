import { ImportError } from "../import-error.ts";
import type { SourceFile } from "../importer.ts";
import { readJsonLine } from "../read-json-line.ts";
import { readLines } from "../read-lines.ts";
import { readShape } from "../read-shape.ts";
import { streamJson } from "../stream-json.ts";
import { Row } from "./row.ts";

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
