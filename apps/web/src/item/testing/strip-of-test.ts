import type { ItemAnswer, ItemStrip } from "../verdicts.tsx";

/** An answer that passed, except for what is said. */
export function answerOf(part: Partial<ItemAnswer>): ItemAnswer {
  return {
    runId: "019ab3f0-0000-7000-8000-000000000001",
    position: 1,
    completedAt: "2026-11-17T10:00:00.000Z",
    outcome: "perfect",
    score: 1,
    passed: true,
    output: "Paris",
    reason: null,
    error: null,
    ...part,
  };
}

/** A strip of these answers, oldest first. */
export function stripOf(answers: readonly ItemAnswer[], model = "swift"): ItemStrip {
  const scored = answers.filter(({ score }) => score !== null);
  const sum = scored.reduce((total, { score }) => total + (score ?? 0), 0);
  return {
    model: { id: model, provider: "acme", name: model },
    prompt: { id: "ask", name: "ask", versionId: "ask-1", version: 1 },
    scored: scored.length,
    passed: scored.filter(({ passed }) => passed).length,
    averageScore: scored.length === 0 ? null : sum / scored.length,
    answers: [...answers],
  };
}
