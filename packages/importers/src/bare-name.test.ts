import { describe, expect, it } from "vitest";
import { bareName } from "./bare-name.ts";

describe("bareName", () => {
  it.each([
    ["openai/gsm8k", "openai/gsm8k"],
    ["/home/me/capitals.jsonl", "capitals"],
    ["./data/capitals.csv", "capitals"],
    ["~/capitals", "capitals"],
    [String.raw`C:\evals\capitals.csv`, "capitals"],
    ["file:///home/me/capitals.json", "capitals"],
    ["/models/llama-3.1/", "llama-3.1"],
    ["", ""],
  ])("of %j is %j", (text, name) => {
    expect(bareName(text)).toBe(name);
  });
});
