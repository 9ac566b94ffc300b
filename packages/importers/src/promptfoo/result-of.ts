import type { NewResult } from "@evalboard/contract";
import { toText } from "../to-text.ts";
import { withoutStack } from "../without-stack.ts";
import { expectedOf } from "./expected-of.ts";
import type { AnsweredRow, BrokenRow, Row } from "./row.ts";
import { tokensOf } from "./tokens-of.ts";

/** One row as the result of an item. */
export function resultOf(row: Row, itemKey: string, repeat: number): NewResult {
  return {
    itemKey,
    repeat,
    input: toText(row.prompt?.raw),
    expected: expectedOf(row),
    output: toText(row.response?.output),
    // The row's own cost is 0 where nobody knows it; the response's is there only where the provider gave one.
    costUsd: row.response?.cost ?? null,
    ...tokensOf(row.response?.tokenUsage),
    ...(row.failureReason === 2 ? broken(row) : answered(row)),
  };
}

/** `error` holds a failed assertion's words too: it is a reason, the call went well. */
function answered(row: AnsweredRow) {
  const words = row.error ?? row.gradingResult?.reason;
  return {
    score: row.score,
    reason: toText(words && withoutStack(words)),
    latencyMs: row.response?.cached ? null : (row.latencyMs ?? null),
  };
}

/** No latency: promptfoo writes 0 for a call that threw, and its own limit for one that took too long. */
function broken(row: BrokenRow) {
  const words = row.error ?? toText(row.response?.error);
  return {
    score: null,
    error: toText(words && withoutStack(words)) || "The provider broke and did not say why",
    latencyMs: null,
  };
}
