import { headKeys } from "../head-keys.ts";
import { ImportError } from "../import-error.ts";
import type { Importer, SourceFile } from "../importer.ts";
import { readJson } from "../read-json.ts";
import { readLines } from "../read-lines.ts";
import { readShape } from "../read-shape.ts";
import { PlainRow } from "./plain-row.ts";
import { surveyRows, type PlacedRow } from "./survey-rows.ts";

/** Our own format as JSON Lines: a result a line. */
export const jsonl: Importer = {
  format: "jsonl",
  asks: "`evalboard export --format jsonl`",
  recognises({ text }) {
    const keys = headKeys(text);
    return (
      ["itemKey", "externalId", "dataset"].filter((key) => keys.has(key)).length > 1 ||
      (keys.has("score") && keys.has("input"))
    );
  },
  survey: (file, options) => surveyRows("jsonl", file, options, () => readRows(file)),
};

async function* readRows(file: SourceFile): AsyncGenerator<PlacedRow> {
  for await (const { number, text } of readLines(file)) {
    const where = `line ${number}`;
    yield { row: readShape(PlainRow, readLine(text, number), where), where };
  }
}

function readLine(text: string, number: number): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new ImportError(error.message.replace(/^line 1,/, `line ${number},`), { cause: error });
  }
}
