import { checkRuns } from "./check-runs.ts";
import { describeContent } from "./describe-content.ts";
import { ImportError } from "./import-error.ts";
import type { ImportedFile, Importer, ImportOptions, SourceFile } from "./importer.ts";
import { promptfoo } from "./promptfoo/promptfoo.ts";
import { readJson } from "./read-json.ts";

/** Every tool whose files can be imported; the first that recognises a file gets it. */
const importers: readonly Importer[] = [promptfoo];

/**
 * The runs in a file of any known tool, checked against the contract.
 * Throws `ImportError` where it is of no known tool or something in it is wrong: then none of it can be used.
 */
export function parseFile(file: SourceFile, options: ImportOptions = {}): ImportedFile {
  try {
    const content = readJson(file.text);
    const importer = importers.find((candidate) => candidate.recognises(content));
    if (!importer) throw new ImportError(unknownFormat(content));
    const imported = importer.parse(content, file, options);
    checkRuns(imported.runs);
    return imported;
  } catch (cause) {
    // The engine's own stack ended: only a file made to do that nests so deeply.
    if (cause instanceof RangeError) throw new ImportError("the file nests too deeply", { cause });
    throw cause;
  }
}

function unknownFormat(content: unknown): string {
  const asks = importers.map((importer) => importer.asks).join(" or ");
  return `it looks like ${describeContent(content)}; what can be imported is what ${asks} writes`;
}
