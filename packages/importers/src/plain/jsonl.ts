import { readShape } from "../check.ts";
import type { Importer, SourceFile } from "../importer.ts";
import { readJsonLine } from "../json.ts";
import { readLines } from "../read-file.ts";
import { PlainRow } from "./columns.ts";
import { type PlacedRow, surveyRows } from "./rows.ts";

/** Our own format as JSON Lines: a result a line. */
export const jsonl: Importer = {
  recognises: ({ keys }) =>
    ["itemKey", "externalId", "dataset"].filter((key) => keys.has(key)).length > 1 ||
    (keys.has("score") && keys.has("input")),
  survey: (file, options) => surveyRows(file, options, () => readRows(file)),
};

async function* readRows(file: SourceFile): AsyncGenerator<PlacedRow> {
  for await (const { number, text } of readLines(file)) {
    const where = `line ${number}`;
    yield { row: readShape(PlainRow, readJsonLine(text, number), where), where };
  }
}
