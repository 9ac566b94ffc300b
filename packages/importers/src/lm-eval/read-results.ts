import type { NewResult } from "@evalboard/contract";
import { ImportError } from "../import-error.ts";
import type { SourceFile } from "../importer.ts";
import { readLenientJson } from "../lenient-json.ts";
import { type Line, readLines } from "../read-lines.ts";
import { readShape } from "../read-shape.ts";
import type { ChosenScore } from "./choose-score.ts";
import { itemKeyOf, resultOf } from "./result-of.ts";
import { SampleLine } from "./sample-line.ts";

/** A result and the line of the file that it is of. */
export interface PlacedResult {
  readonly where: string;
  readonly result: NewResult;
}

/**
 * The results of the chosen filter, each item once, in the file's order: other filters read the same answers again.
 * A document that stands in the dataset twice is a repeat. Throws `ImportError`.
 */
export async function* readResults(
  file: SourceFile,
  { metric, filter }: ChosenScore,
): AsyncGenerator<PlacedResult> {
  const repeats = new Map<string, number>();
  const others = new Set<string>();
  for await (const line of readLines(file)) {
    const where = `line ${line.number}`;
    const sample = readShape(SampleLine, contentOf(line), where);
    if (sample.filter !== filter) {
      others.add(sample.filter);
      continue;
    }
    const itemKey = itemKeyOf(sample);
    const repeat = (repeats.get(itemKey) ?? 0) + 1;
    repeats.set(itemKey, repeat);
    yield { where, result: resultOf(sample, repeat, { metric, where }) };
  }
  if (repeats.size === 0) {
    throw new ImportError(`there is no line of the filter ${filter}; there are ${[...others].join(", ")}`);
  }
}

/** A line is a whole JSON text: what is wrong with it is said of the line, not of line 1. */
function contentOf({ number, text }: Line): unknown {
  try {
    return readLenientJson(text);
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError(`line ${number}${cause.message.replace(/^line \d+/, "")}`, { cause });
  }
}
