import { PREVIEW_LENGTH, type ResultRow } from "@evalboard/contract";
import type { RunResult } from "@evalboard/db";
import { outcomeOf } from "./run-row.ts";

/** A stored result as the contract has it. */
export function resultRow(result: RunResult): ResultRow {
  return {
    position: result.position,
    itemKey: result.itemKey,
    repeat: result.repeat,
    outcome: outcomeOf(result.score),
    input: result.input,
    expected: result.expected,
    output: result.output,
    score: result.score,
    reason: result.reason,
    error: result.error,
    latencyMs: result.latencyMs,
    inputTokens: result.inputTokens,
    outputTokens: result.outputTokens,
    costUsd: result.costUsd,
    textReplaced: result.textReplaced,
  };
}

/** A result whose texts are cut, since a list shows their beginnings and a text may be a megabyte. */
export function previewOf(row: ResultRow): ResultRow {
  return {
    ...row,
    input: cut(row.input),
    expected: cut(row.expected),
    output: cut(row.output),
    reason: cut(row.reason),
    error: cut(row.error),
  };
}

/** The text's beginning, at most `PREVIEW_LENGTH` characters and an ellipsis. */
export function cut(text: string | null): string | null {
  if (text === null || text.length <= PREVIEW_LENGTH) return text;
  // A cut between the halves of a surrogate pair would leave half a character.
  return (
    text
      .slice(0, PREVIEW_LENGTH)
      .toWellFormed()
      .replace(/\uFFFD$/, "") + "…"
  );
}
