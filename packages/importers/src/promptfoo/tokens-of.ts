import type { TokenUsage } from "./row.ts";

/**
 * The tokens of one answer, null where nobody counted them. promptfoo fills in 0: no prompt has 0 tokens, and an
 * answer has 0 only where the total says so too. A cached answer's total may stand alone.
 */
export function tokensOf(usage: TokenUsage | null | undefined): {
  inputTokens: number | null;
  outputTokens: number | null;
} {
  const prompt = usage?.prompt ?? 0;
  const completion = usage?.completion ?? 0;
  if (prompt === 0) return { inputTokens: null, outputTokens: completion || null };
  const answeredNothing = (usage?.total ?? 0) === prompt;
  return { inputTokens: prompt, outputTokens: completion || (answeredNothing ? 0 : null) };
}
