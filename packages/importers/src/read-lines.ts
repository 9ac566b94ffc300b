import { ImportError } from "./import-error.ts";
import type { SourceFile } from "./importer.ts";
import { readTextPieces } from "./read-text.ts";

/** Longest line that is read, in UTF-16 code units: several of the longest texts that the contract takes. */
const MAX_LINE_LENGTH = 64_000_000;

/** One line of a file. */
export interface Line {
  /** Counted from 1, empty ones too. */
  readonly number: number;
  /** Without its end; never blank. */
  readonly text: string;
}

/** The lines of a file that are not blank. Throws `ImportError`. */
export async function* readLines(file: Pick<SourceFile, "blob">): AsyncGenerator<Line> {
  let number = 1;
  const begun: string[] = [];
  let length = 0;
  const take = (end: string): Line => {
    const text = begun.splice(0).join("") + end;
    length = 0;
    return { number: number++, text };
  };
  for await (const piece of readTextPieces(file)) {
    const [first = "", ...rest] = piece.split("\n");
    begun.push(first);
    length += first.length;
    if (length > MAX_LINE_LENGTH) throw new ImportError(`line ${number}: is longer than 64 MB`);
    for (const next of rest) {
      const line = take("");
      if (line.text.trim() !== "") yield line;
      begun.push(next);
      length = next.length;
    }
  }
  const last = take("");
  if (last.text.trim() !== "") yield last;
}
