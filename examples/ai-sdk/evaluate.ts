// A plain loop over a dataset with the Vercel AI SDK; each answer is on its way to the board while the next one is asked for.
import { sendRun } from "@evalboard/recorders";
import { generateText } from "ai";
import { clerk } from "./clerk.ts";

const model = clerk; // openai("gpt-4o") and the like
const prompt = "Which is the capital of {{country}}? Only its name.";

const items = [
  { country: "France", capital: "Paris" },
  { country: "Spain", capital: "Madrid" },
  { country: "Atlantis", capital: "none" },
];

async function* answers() {
  for (const { country, capital } of items) {
    const about = { itemKey: country, input: country, expected: capital };
    const startedAt = performance.now();
    try {
      const { text, usage } = await generateText({ model, prompt: prompt.replace("{{country}}", country) });
      yield {
        ...about,
        output: text,
        score: text === capital ? 1 : 0,
        latencyMs: performance.now() - startedAt,
        inputTokens: usage.inputTokens ?? null,
        outputTokens: usage.outputTokens ?? null,
        // What it cost the SDK does not say: it is left out, and unknown on the board.
      };
    } catch (error) {
      // The call broke: the answer is not wrong, there is none.
      yield { ...about, score: null, error: String(error) };
    }
  }
}

await sendRun({
  start: {
    externalId: `capitals-${new Date().toISOString()}`,
    model: { provider: model.provider, name: model.modelId },
    dataset: { name: "capitals" },
    prompt: { name: "capitals", text: prompt },
    source: "ai-sdk",
  },
  results: answers(),
});
