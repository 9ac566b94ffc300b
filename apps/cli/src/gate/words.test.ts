import { expect, it } from "vitest";
import { runOf } from "../testing/gated-runs.ts";
import { namePrompts, nameRun } from "./words.ts";

const now = runOf("now", { version: 2 });

it("names a model once, and two where they differ", () => {
  expect(nameRun(now, null)).toBe("openai/gpt-4o on capitals");
  expect(nameRun(now, runOf("before"))).toBe("openai/gpt-4o on capitals");
  expect(nameRun(now, runOf("before", { model: "gpt-4" }))).toBe("openai/gpt-4 → openai/gpt-4o on capitals");
});

it("names prompts as short as they go", () => {
  expect(namePrompts(now, null)).toBe("ask v2");
  expect(namePrompts(now, runOf("before", { version: 2 }))).toBe("ask v2");
  expect(namePrompts(now, runOf("before"))).toBe("ask v1 → v2");
  expect(namePrompts(now, runOf("before", { prompt: "greet" }))).toBe("greet v1 → ask v2");
});
