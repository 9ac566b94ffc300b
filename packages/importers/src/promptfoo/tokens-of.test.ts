import { expect, it } from "vitest";
import { tokensOf } from "./tokens-of.ts";

const tokens = (usage: Parameters<typeof tokensOf>[0]) => {
  const { inputTokens, outputTokens } = tokensOf(usage);
  return [inputTokens, outputTokens];
};

it("gives what was counted", () => {
  expect(tokens({ total: 12, prompt: 8, completion: 4 })).toEqual([8, 4]);
  expect(tokens({ prompt: 8, completion: 4 })).toEqual([8, 4]);
});

it("takes zeros that promptfoo filled in for unknown", () => {
  expect(tokens(undefined)).toEqual([null, null]);
  expect(tokens(null)).toEqual([null, null]);
  expect(tokens({ total: 0, prompt: 0, completion: 0 })).toEqual([null, null]);
  expect(tokens({ total: 24, prompt: 0, completion: 0 })).toEqual([null, null]);
  expect(tokens({ total: 24, prompt: 8, completion: 0 })).toEqual([8, null]);
});

it("takes the zero of an empty answer for a fact", () => {
  expect(tokens({ total: 9, prompt: 9, completion: 0 })).toEqual([9, 0]);
});
