import { MockLanguageModelV4 } from "ai/test";

/** A stand-in for a model: it takes every country for France, and finds no Atlantis. */
export const clerk = new MockLanguageModelV4({
  provider: "acme",
  modelId: "clerk-1",
  async doGenerate({ prompt }) {
    if (JSON.stringify(prompt).includes("Atlantis")) throw new Error("there is no such country");
    return {
      content: [{ type: "text", text: "Paris" }],
      finishReason: { unified: "stop", raw: "stop" },
      usage: {
        inputTokens: { total: 12, noCache: 12, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 2, text: 2, reasoning: 0 },
      },
      warnings: [],
    };
  },
});
