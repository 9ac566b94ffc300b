import type { RunResult } from "@evalboard/db";
import type { ResultRow } from "./contract.ts";
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
