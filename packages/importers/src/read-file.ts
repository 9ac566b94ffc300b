import { ImportError, type SourceFile } from "./importer.ts";

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

/** The text of a file in pieces, without a byte order mark. Throws `ImportError` where it is not UTF-8. */
export async function* readTextPieces(file: Pick<SourceFile, "blob">): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new ImportError("it is not UTF-8 text", { cause });
    }
  };
  for await (const bytes of readPieces(file)) yield decode(bytes);
  yield decode();
}

/** The whole text of a file: for formats that have to be in memory at once. Throws `ImportError`. */
export async function readText(file: Pick<SourceFile, "blob">): Promise<string> {
  if (file.blob.size > MAX_TEXT_BYTES)
    throw new ImportError("it is larger than 256 MB, too large for its format");
  let text = "";
  for await (const piece of readTextPieces(file)) text += piece;
  return text;
}

const MAX_TEXT_BYTES = 256 * 1_024 * 1_024;

/** The bytes of a file in pieces, in order. Throws `ImportError` where the file went away or changed since it was opened. */
export async function* readPieces({ blob }: Pick<SourceFile, "blob">): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(gone);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function gone(cause: unknown): never {
  throw new ImportError("it cannot be read; was it changed or removed meanwhile?", { cause });
}
