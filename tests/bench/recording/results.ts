/** Answers as a tool records them, `count` from number `from` on. */
export function results(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    itemKey: `item-${from + index}`,
    input: `Question ${index} `.repeat(10),
    expected: `Answer ${index}`,
    output: `I think that it is ${index}. `.repeat(15),
    score: (index % 5) / 4,
    latencyMs: 100 + index,
    inputTokens: 120,
    outputTokens: 40,
    costUsd: 0.0003,
  }));
}

/** The columns of `run_results` that `copyLine` writes. */
export const resultColumns =
  "run_id, position, item_key, repeat, input, expected, output, score, passed, latency_ms, " +
  "input_tokens, output_tokens, cost_usd, text_replaced";

/** One result as a line for COPY. */
export function copyLine(runId: string, result: ReturnType<typeof results>[number], index: number): string {
  const { itemKey, input, expected, output, score, latencyMs, inputTokens, outputTokens, costUsd } = result;
  return [runId, index + 1, itemKey, 1, input, expected, output, score, score >= 0.5 ? "t" : "f", latencyMs]
    .concat([inputTokens, outputTokens, costUsd, "f"])
    .join("\t");
}
