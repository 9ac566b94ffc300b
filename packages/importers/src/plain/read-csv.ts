import Papa from "papaparse";
import { z } from "zod";
import { ImportError } from "../import-error.ts";
import type { SourceFile } from "../importer.ts";
import { readTextPieces } from "../read-text.ts";

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

/** The rows of a CSV that are not blank, with commas, semicolons or tabs, read in pieces. Throws `ImportError`. */
export async function* readCsv(file: Pick<SourceFile, "blob">): AsyncGenerator<CsvRow> {
  let parser: ReturnType<typeof parserOf> | null = null;
  let number = 0;
  let unread = "";
  let waitFor = 0;
  const rowsOf = function* (last: boolean): Generator<CsvRow> {
    parser ??= parserOf(unread);
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
    // A row that goes on for long is not parsed anew with every piece.
    waitFor = unread.length * 2;
  }
  yield* rowsOf(true);
}

/** The delimiter is that of the header; names of columns hold none. */
function parserOf(begin: string) {
  const header = /^[^\n]*/.exec(begin)?.[0] ?? "";
  const delimiter = [",", ";", "\t"].toSorted((a, b) => header.split(b).length - header.split(a).length)[0];
  const newline = header.endsWith("\r") ? "\r\n" : "\n";
  return (text: string, ignoreLastRow: boolean) =>
    Parsed.parse(new Papa.Parser({ delimiter, newline }).parse(text, 0, ignoreLastRow));
}
