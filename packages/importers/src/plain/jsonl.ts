import type { Importer, SourceFile } from "../importer.ts";
import { readJsonLine } from "../json.ts";
import { readLines } from "../read-file.ts";
import { isOurs } from "./columns.ts";
import { type RawRow, surveyRows } from "./rows.ts";

/** Our own format as JSON Lines: a result a line. */
export const jsonl: Importer = {
  recognises: ({ keys }) => isOurs([...keys].filter((key) => !key.includes("."))),
  survey: (file, options) => surveyRows(file, options, () => readRows(file)),
};

async function* readRows(file: SourceFile): AsyncGenerator<RawRow> {
  for await (const { number, text } of readLines(file)) {
    yield { row: readJsonLine(text, number), where: `line ${number}` };
  }
}
