import { ImportError } from "./import-error.ts";
import type { SourceFile } from "./importer.ts";
import { readPieces } from "./read-pieces.ts";

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
