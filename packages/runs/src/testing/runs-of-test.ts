import { NewResult, StartRun } from "@evalboard/contract";
import type { z } from "zod";

/** A run to start, with what a test says of it. */
export function startOf(overrides: Partial<z.input<typeof StartRun>> = {}): z.output<typeof StartRun> {
  return StartRun.parse({
    externalId: "nightly-1",
    model: { provider: "openai", name: "gpt-4o" },
    dataset: { name: "capitals" },
    prompt: { name: "capitals", text: "Name the capital of {{country}}." },
    ...overrides,
  });
}

/** Results with these scores; null is an errored one, undefined one that nobody has scored. */
export function resultsOf(...scores: (number | null | undefined)[]): z.output<typeof NewResult>[] {
  return scores.map((score, index) =>
    NewResult.parse({
      itemKey: `item-${index + 1}`,
      output: `answer ${index + 1}`,
      score: score ?? null,
      error: score === null ? "429 rate limited" : null,
      latencyMs: score === null ? null : 100 * (index + 1),
    }),
  );
}
