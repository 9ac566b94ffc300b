import { describe, expect, it } from "vitest";
import { modelNamed } from "./model-named.ts";

describe("modelNamed", () => {
  it.each([
    ["openai/gpt-4o-mini", "openai", "gpt-4o-mini"],
    ["openrouter/openai/gpt-4o", "openrouter", "openai/gpt-4o"],
    ["gpt-4o", "unknown", "gpt-4o"],
    ["/gpt-4o", "unknown", "gpt-4o"],
    ["openai/", "openai", "openai"],
    ["", "unknown", "unknown"],
  ])("%j is %s, %s", (text, provider, name) => {
    expect(modelNamed(text)).toEqual({ provider, name });
  });
});
