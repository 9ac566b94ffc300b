import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import type { PlainRow } from "./plain-row.ts";

const HASH_LENGTH = 32;

/** The result in a row. One without a key of its own is known by its input. */
export function resultOf(row: PlainRow): NewResult {
  const { itemKey, repeat, input, score, error } = row;
  return {
    itemKey: itemKey ?? (input ? hash(input, HASH_LENGTH) : ""),
    repeat: repeat ?? 1,
    input: input ?? null,
    expected: row.expected ?? null,
    output: row.output ?? null,
    score: score ?? null,
    reason: row.reason ?? null,
    error: error ?? null,
    latencyMs: row.latencyMs ?? null,
    inputTokens: row.inputTokens ?? null,
    outputTokens: row.outputTokens ?? null,
    costUsd: row.costUsd ?? null,
  };
}
