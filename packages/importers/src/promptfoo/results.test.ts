import { describe, expect, it } from "vitest";
import brokenCalls from "../../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import cached from "../../fixtures/promptfoo/cached.json" with { type: "json" };
import capitals from "../../fixtures/promptfoo/capitals.json" with { type: "json" };
import repeats from "../../fixtures/promptfoo/repeats.json" with { type: "json" };
import shapes from "../../fixtures/promptfoo/shapes.json" with { type: "json" };
import { parse } from "../testing/parse.ts";
import type { Assertion } from "./file.ts";
import { expectedOf, tokensOf } from "./results.ts";

describe("expected of", () => {
  const expected = (assert: Assertion[], vars: Record<string, unknown> = {}) =>
    expectedOf({
      promptIdx: 0,
      testIdx: 0,
      provider: { id: "echo" },
      failureReason: 0,
      score: 1,
      vars,
      testCase: { assert },
    });

  it("is the value alone where the answer has to equal it", () => {
    expect(expected([{ type: "equals", value: "Paris" }])).toBe("Paris");
    expect(expected([{ type: "equals", value: { city: "Paris" } }])).toBe('{"city":"Paris"}');
  });

  it("is a line for each of several assertions, sets taken apart", () => {
    const set = { type: "assert-set", assert: [{ type: "contains", value: "a" }, { type: "is-json" }] };
    expect(expected([{ type: "equals", value: 4 }, { type: "contains-any", value: ["Paris", 7] }, set])).toBe(
      "equals: 4\ncontains-any: Paris, 7\ncontains: a\nis-json",
    );
  });

  it("fills in the variables that it can, never what objects inherit", () => {
    const assert = [{ type: "contains", value: "{{ city }}, {{list}}, {{constructor}}" }];
    expect(expected(assert, { city: "Paris", list: [1] })).toBe("contains: Paris, {{list}}, {{constructor}}");
  });

  it("shows no folder of a file", () => {
    expect(expected([{ type: "javascript", value: "file:///home/me/check.mjs" }])).toBe(
      "javascript: check.mjs",
    );
  });

  it("is null where nothing is asserted", () => {
    expect(expected([])).toBeNull();
  });
});

describe("result of", () => {
  describe("a promptfoo row", () => {
    const byInput = async (content: unknown, input: string) =>
      (await parse(content)).runs.flatMap(({ results }) => results).find((result) => result.input === input);

    it("that passed has a score, a latency, tokens and a price", async () => {
      expect(await byInput(capitals, "What is the capital of Spain?")).toEqual({
        itemKey: "fae72251e937d0b4d1eb2ffa0a746147",
        repeat: 1,
        input: "What is the capital of Spain?",
        expected: "contains: Madrid",
        output: "The capital is Madrid.",
        score: 1,
        reason: "All assertions passed",
        latencyMs: 8,
        inputTokens: 29,
        outputTokens: 22,
        costUsd: 0.00051,
      });
    });

    it("whose assertion failed is scored, and its words are a reason", async () => {
      const result = await byInput(capitals, "What is the capital of France?");
      expect(result).toMatchObject({ score: 0.25, expected: "equals: Paris\ncontains: Paris" });
      expect(result?.reason).toBe('Expected output "The capital is Paris." to equal "Paris"');
      expect(result).not.toHaveProperty("error");
    });

    it("whose provider broke has an error, and neither score nor latency, tokens or price", async () => {
      expect(await byInput(brokenCalls, "What is the capital of Atlantis?")).toMatchObject({
        score: null,
        error: "the model is offline",
        latencyMs: null,
        inputTokens: null,
        outputTokens: null,
        costUsd: null,
      });
      expect((await byInput(brokenCalls, "What is the capital of Mordor?"))?.error).toBe(
        "Error: the connection broke",
      );
    });

    it("whose provider broke without a word has an error all the same", async () => {
      const silent = structuredClone(brokenCalls);
      for (const row of silent.results.results) Object.assign(row, { error: "", response: null });
      expect((await byInput(silent, "What is the capital of Atlantis?"))?.error).toBe(
        "The provider broke and did not say why",
      );
    });

    it("without any output has failed, not errored", async () => {
      expect(await byInput(brokenCalls, "What is the capital of Limbo?")).toMatchObject({
        score: 0,
        reason: "No output",
        output: null,
        inputTokens: 9,
        outputTokens: 0,
      });
    });

    it("that came from a cache has no latency", async () => {
      expect(await byInput(cached, "Say old")).toMatchObject({ latencyMs: null, inputTokens: null });
      expect(await byInput(cached, "Say new")).toMatchObject({ latencyMs: 640, inputTokens: 16 });
    });

    it("has no price and tokens where the provider gave none, and a price of 0 where it said so", async () => {
      const [echo, other] = (await parse(repeats)).runs;
      expect(echo?.results[0]).toMatchObject({ costUsd: 0, inputTokens: null, outputTokens: null });
      expect(other?.results[0]).toMatchObject({ costUsd: null, inputTokens: null, outputTokens: null });
    });

    it("shows an object as JSON, and is known by its description where it has no variables", async () => {
      const results = (await parse(shapes)).runs[0]?.results ?? [];
      expect(results[1]).toMatchObject({
        itemKey: "nothing given",
        output: expect.stringContaining('"city": "Paris"'),
      });
      expect(new Set(results.map(({ itemKey }) => itemKey)).size).toBe(3);
    });
  });
});

describe("tokens of", () => {
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
});
