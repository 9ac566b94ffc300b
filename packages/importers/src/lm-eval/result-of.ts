import type { NewResult } from "@evalboard/contract";
import { canonicalJson } from "../canonical-json.ts";
import { hash } from "../hash.ts";
import { ImportError } from "../import-error.ts";
import { onScale } from "../on-scale.ts";
import { toName } from "../to-name.ts";
import { toText } from "../to-text.ts";
import { answerOf, questionOf, targetOf } from "./request-text.ts";
import type { SampleLine } from "./sample-line.ts";

/** What stays the same of an item between runs: the harness's own hash of the document, else ours. */
export function itemKeyOf({ doc_hash, doc }: SampleLine): string {
  return toName(doc_hash ?? "") || hash(canonicalJson(doc), 32);
}

/** One line as a result. The harness measures neither time nor tokens of an item. Throws `ImportError`. */
export function resultOf(
  line: SampleLine,
  repeat: number,
  { metric, where }: { readonly metric: string; readonly where: string },
): NewResult {
  const score = scoreOf(line, metric, where);
  return {
    itemKey: itemKeyOf(line),
    repeat,
    input: toText(questionOf(line)),
    expected: toText(targetOf(line)),
    output: toText(answerOf(line)),
    score,
    error: score === null ? `${metric} gave no score` : null,
  };
}

/** Null where the metric is NaN: it could not be computed, which says nothing of the model. */
function scoreOf(line: SampleLine, metric: string, where: string): number | null {
  const value = Object.hasOwn(line, metric) ? line[metric] : undefined;
  if (value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "number") {
    const what =
      value === undefined ? "is missing" : `is ${Array.isArray(value) ? "a list" : `a ${typeof value}`}`;
    throw new ImportError(`${where}, ${metric}: ${what}; expected a number, choose another with --metric`);
  }
  const score = onScale(value);
  if (score !== null) return score;
  throw new ImportError(
    `${where}, ${metric}: is ${value}; a score has to lie from 0 to 1, choose another with --metric`,
  );
}
