import type { NewResult } from "@evalboard/contract";
import type { z } from "zod";
import { storableText } from "./text.ts";

/** A result with its texts as the database holds them, and the flag that says whether that changed any. */
export type StorableResult = z.output<typeof NewResult> & { readonly textReplaced: boolean };

const textFields = ["input", "expected", "output", "reason", "error"] as const;

/** Makes the texts storable. */
export function storableResult(result: z.output<typeof NewResult>): StorableResult {
  const texts = {
    input: storableText(result.input),
    expected: storableText(result.expected),
    output: storableText(result.output),
    reason: storableText(result.reason),
    error: storableText(result.error),
  };
  return { ...result, ...texts, textReplaced: textFields.some((field) => texts[field] !== result[field]) };
}

/** Whether both say the same of the same item, so that a retried call is told from a contradiction. */
export function sameResult(stored: StorableResult, sent: StorableResult): boolean {
  const numberFields = ["score", "latencyMs", "inputTokens", "outputTokens", "costUsd"] as const;
  return (
    textFields.every((field) => stored[field] === sent[field]) &&
    // `===` and not Object.is: the database stores -0 as it was sent, and 0 equals it.
    numberFields.every((field) => stored[field] === sent[field])
  );
}
