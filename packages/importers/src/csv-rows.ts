import Papa from "papaparse";
import { z } from "zod";
import { ImportError, type SourceFile } from "./importer.ts";
import { readTextPieces } from "./read-file.ts";

/** One row of a CSV. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Counted from 1, the header too. */
  readonly number: number;
}

const MIN_PARSED = 1_000_000;
const MAX_ROW_LENGTH = 64_000_000;
const Parsed = z.object({
  data: z.array(z.array(z.string())),
  errors: z.array(z.object({ message: z.string(), row: z.int().optional() })),
  meta: z.object({ cursor: z.int() }),
});

/** The rows of a CSV that are not blank, with commas, semicolons, tabs or bars, read in pieces. Throws `ImportError`. */
export async function* readCsv(file: Pick<SourceFile, "blob">): AsyncGenerator<CsvRow> {
  let parser: ReturnType<typeof parserOf> | null = null;
  let number = 0;
  let unread = "";
  let waitFor = 0;
  const rowsOf = function* (last: boolean): Generator<CsvRow> {
    if (parser === null) {
      // Excel's own word for the delimiter, in a line before the header.
      const said = /^sep=(.)\r?\n/.exec(unread);
      if (said) {
        unread = unread.slice(said[0].length);
        number += 1;
      }
      parser = parserOf(unread, said?.[1]);
    }
    const { data, errors, meta } = parser(unread, !last);
    const [fault] = last ? errors : [];
    if (fault) throw new ImportError(`row ${number + (fault.row ?? 0) + 1}: ${fault.message}`);
    unread = unread.slice(meta.cursor);
    for (const cells of data) {
      number += 1;
      if (cells.some((cell) => cell !== "")) yield { cells, number };
    }
  };
  for await (const piece of readTextPieces(file)) {
    unread += piece;
    if (unread.length < waitFor || unread.length < MIN_PARSED) continue;
    yield* rowsOf(false);
    if (unread.length > MAX_ROW_LENGTH) throw new ImportError(`row ${number + 1}: is longer than 64 MB`);
    // A row that goes on for long is not parsed again with every piece.
    waitFor = unread.length * 2;
  }
  yield* rowsOf(true);
}

const DELIMITERS = [",", ";", "\t", "|"];

/** The cells of the first line of a text. */
export function headerCells(text: string): readonly string[] {
  const line = /^(?:sep=.\r?\n)?([^\n]*)/.exec(text)?.[1] ?? "";
  const { data } = Parsed.parse(new Papa.Parser({ delimiter: delimiterOf(line) }).parse(line, 0, false));
  return (data[0] ?? []).map((cell) => cell.trim());
}

/** The delimiter is that which the header has most of outside its quotes. */
function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

function parserOf(begin: string, said: string | undefined) {
  const header = /^[^\n]*/.exec(begin)?.[0] ?? "";
  const delimiter = said ?? delimiterOf(header);
  const newline = header.endsWith("\r") ? "\r\n" : "\n";
  return (text: string, ignoreLastRow: boolean) =>
    Parsed.parse(new Papa.Parser({ delimiter, newline }).parse(text, 0, ignoreLastRow));
}
