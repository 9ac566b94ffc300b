import type { SourceFile } from "@evalboard/importers";

/** A promptfoo results file of one run for each provider, each with one result. */
export function promptfooFile(
  name: string,
  { evalId = "eval-1", providers = ["openai:gpt-4o"], score = 1 } = {},
): SourceFile & { readonly text: string } {
  const rows = providers.map((id, promptIdx) => ({
    id: `row-${promptIdx}`,
    promptIdx,
    testIdx: 0,
    provider: { id },
    vars: { country: "France" },
    failureReason: 0,
    score,
  }));
  const prompts = providers.map(() => ({ raw: "The capital of {{country}}?" }));
  const results = { version: 3, timestamp: "2026-01-31T09:00:00Z", prompts, results: rows };
  const text = JSON.stringify({ evalId, config: { description: "capitals" }, results });
  return { name, text, blob: new Blob([text]) };
}
