import type { NewResult } from "@evalboard/contract";
import type { RunResult } from "@evalboard/db";
import type { z } from "zod";
import { storableText } from "./text.ts";

type SentResult = z.output<typeof NewResult>;

/** A result as the database holds it: with its verdict, its texts, and the flag that says whether that changed any. */
export interface StorableResult extends Omit<SentResult, "metrics"> {
  readonly metrics: RunResult["metrics"];
  readonly textReplaced: boolean;
}

const textFields = ["input", "expected", "output", "reason", "transcript", "error"] as const;

/** Makes the texts storable, and says whether it passed where the tool did not. */
export function storableResult(result: SentResult, passMark: number): StorableResult {
  const texts = {
    input: storableText(result.input),
    expected: storableText(result.expected),
    output: storableText(result.output),
    reason: storableText(result.reason),
    transcript: storableText(result.transcript),
    error: storableText(result.error),
  };
  const { score, metrics } = result;
  return {
    ...result,
    ...texts,
    passed: result.passed ?? (score === null ? null : score >= passMark),
    metrics: Object.keys(metrics).length === 0 ? null : metrics,
    textReplaced: textFields.some((field) => texts[field] !== result[field]),
  };
}

/** Whether the stored one waits for a score and the sent one has it. */
export function takesScore(stored: RunResult, sent: StorableResult): boolean {
  return stored.score === null && stored.error === null && sent.score !== null;
}

/** What a result takes with its score. */
const lateFields = ["score", "passed", "reason", "metrics"] as const;

/** The first that differs is told: what the result is, before what it says. */
const exactFields = [
  "error",
  "score",
  "input",
  "expected",
  "output",
  "reason",
  "inputTokens",
  "outputTokens",
  "costUsd",
] as const;
/** What earlier importers did not read, though it stood in their files. */
const laterReadFields = ["transcript", "latencyMs", "cached"] as const;

/** A field that what is sent may contradict. */
export type ResultField =
  | (typeof exactFields)[number]
  | (typeof laterReadFields)[number]
  | "metrics"
  | "passed";

/**
 * The field in which what is sent contradicts what is stored of the same item, so that a retried call is told from a
 * contradiction; undefined where it says the same, or the score that the stored one waits for. What is not stored is not
 * contradicted: a file that is read again may say more than what was read of it once. Nor are verdicts, for of a stored
 * one nobody knows whether it is the tool's.
 */
export function contradiction(
  stored: RunResult,
  sent: StorableResult,
  areTextsRemoved: boolean,
): ResultField | undefined {
  return contradictions(stored, sent, areTextsRemoved)[0];
}

/** What nobody can compare once the texts were removed. */
const removedTexts: readonly string[] = ["input", "expected", "output", "reason", "transcript"];

/** All such fields, what the result is before what it says; without texts where those that are stored were removed. */
export function contradictions(
  stored: RunResult,
  sent: StorableResult,
  areTextsRemoved: boolean,
): ResultField[] {
  const late: readonly string[] = takesScore(stored, sent) ? lateFields : [];
  const differing: ResultField[] = [
    // `===` and not Object.is: the database stores -0 as it was sent, and 0 equals it.
    ...exactFields.filter((field) =>
      areTextsRemoved && field === "error"
        ? (stored.error === null) !== (sent.error === null)
        : stored[field] !== sent[field],
    ),
    ...laterReadFields.filter((field) => stored[field] !== null && stored[field] !== sent[field]),
    ...(stored.metrics === null || sameEntries(stored.metrics, sent.metrics ?? {})
      ? []
      : (["metrics"] as const)),
  ];
  const gone = areTextsRemoved ? removedTexts : [];
  return differing.filter((field) => !late.includes(field) && !gone.includes(field));
}

/** Whether both have the same values under the same names, in any order. */
export function sameEntries<Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
