import type { NewResult } from "@evalboard/contract";

/** Results with these scores, null where the call broke, each of whose texts says that it is secret. */
export const secretResults = (...scores: (number | null)[]): NewResult[] =>
  scores.map((score, index) => ({
    itemKey: `item ${index}`,
    itemName: "secret name",
    input: "secret question",
    expected: "secret answer",
    output: score === null ? null : "secret output",
    score,
    reason: score === null ? null : "secret reason",
    transcript: "secret steps",
    error: score === null ? "secret trouble" : null,
    metrics: { tone: 0.25 },
    latencyMs: 120 + index,
    costUsd: 0.001,
    inputTokens: 7,
  }));
