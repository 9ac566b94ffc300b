import { evaluate, record } from "@evalboard/recorders/vitest";
import { describe, expect, test } from "vitest";
import { askClerk } from "./clerk.ts";

const prompt = "Which is the capital of {{country}}? Only its name.";

const items = [
  { country: "France", capital: "Paris" },
  { country: "Spain", capital: "Madrid" },
  { country: "Atlantis", capital: "none" },
];

describe("capitals", () => {
  test.for(items)("$country", async ({ country, capital }, { task }) => {
    const about = { prompt, item: country, input: country, expected: capital };
    const { text, outputTokens } = await evaluate(task, about, () => askClerk(prompt, { country }));
    record(task, { output: text, outputTokens });
    expect(text).toBe(capital);
  });
});

describe("greetings", () => {
  test("polite", async ({ task }) => {
    const { text } = await askClerk("Greet {{name}}.", { name: "Ada" });
    record(task, {
      model: "acme/clerk-2",
      prompt: { name: "greeting", text: "Greet {{name}}." },
      output: text,
      score: text.includes("Dear") ? 1 : 0.4,
      metrics: { words: text.split(" ").length },
    });
  });
});

// An ordinary test beside them: it is not on the board.
test("the template has a place for the country", () => {
  expect(prompt).toContain("{{country}}");
});
