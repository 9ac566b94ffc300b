import type { ImportedFile, ImportOptions } from "../importer.ts";
import { parseFile } from "../parse-file.ts";

/** The runs of a file that holds `content`. */
export function parse(content: unknown, options?: ImportOptions, name = "results.json"): ImportedFile {
  return parseFile({ name, text: JSON.stringify(content) }, options);
}
