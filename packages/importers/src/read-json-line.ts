import { ImportError } from "./import-error.ts";
import { readJson } from "./read-json.ts";

/** The JSON of one line of a file. Throws `ImportError`, which says the line's number in the file. */
export function readJsonLine(text: string, number: number): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new ImportError(error.message.replace(/^line 1,/, `line ${number},`), { cause: error });
  }
}
