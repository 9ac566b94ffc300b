import { describe, expect, it } from "vitest";
import brokenCalls from "../../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import cached from "../../fixtures/promptfoo/cached.json" with { type: "json" };
import capitals from "../../fixtures/promptfoo/capitals.json" with { type: "json" };
import repeats from "../../fixtures/promptfoo/repeats.json" with { type: "json" };
import shapes from "../../fixtures/promptfoo/shapes.json" with { type: "json" };
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";
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
      expect(await byInput(capitals, "Spain")).toEqual({
        itemKey: "fae72251e937d0b4d1eb2ffa0a746147",
        itemName: "Spain",
        repeat: 1,
        input: "Spain",
        expected: "contains: Madrid",
        output: "The capital is Madrid.",
        score: 1,
        passed: true,
        metrics: {},
        reason: "All assertions passed",
        latencyMs: 8,
        inputTokens: 29,
        outputTokens: 22,
        costUsd: 0.00051,
        cached: null,
      });
    });

    it("whose assertion failed is scored, and its words are a reason", async () => {
      const result = await byInput(capitals, "France");
      expect(result).toMatchObject({
        score: 0.25,
        passed: false,
        itemName: "a republic",
        expected: "equals: Paris\ncontains: Paris",
      });
      expect(result?.reason).toBe('Expected output "The capital is Paris." to equal "Paris"');
      expect(result).not.toHaveProperty("error");
    });

    it("whose provider broke has an error, and neither score nor latency, tokens or price", async () => {
      expect(await byInput(brokenCalls, "Atlantis")).toMatchObject({
        score: null,
        error: "the model is offline",
        latencyMs: null,
        inputTokens: null,
        outputTokens: null,
        costUsd: null,
      });
      expect((await byInput(brokenCalls, "Mordor"))?.error).toBe("Error: the connection broke");
    });

    it("whose provider broke without a word has an error all the same", async () => {
      const silent = structuredClone(brokenCalls);
      for (const row of silent.results.results) Object.assign(row, { error: "", response: null });
      expect((await byInput(silent, "Atlantis"))?.error).toBe("The provider broke and did not say why");
    });

    it("without any output has failed, not errored", async () => {
      expect(await byInput(brokenCalls, "Limbo")).toMatchObject({
        score: 0,
        passed: false,
        reason: "No output",
        output: null,
        inputTokens: 9,
        outputTokens: 0,
      });
    });

    it("that no assertion judged is not scored, whatever promptfoo says of it", async () => {
      const { runs, warnings } = await parse(cached);
      expect(runs[0]?.results).toMatchObject([
        { input: "old", score: null, reason: "No assertions" },
        { input: "new", score: null, reason: "No assertions" },
      ]);
      for (const result of runs[0]?.results ?? []) {
        expect(result.passed ?? null).toBeNull();
        expect(result.error ?? null).toBeNull();
      }
      expect(warnings).toEqual(["answers that no assertion judged are not scored: 2"]);
    });

    it("has no price and tokens where the provider gave none, and a price of 0 where it said so", async () => {
      const [echo, other] = (await parse(repeats)).runs;
      expect(echo?.results[0]).toMatchObject({ costUsd: 0, inputTokens: null, outputTokens: null });
      expect(other?.results[0]).toMatchObject({ costUsd: null, inputTokens: null, outputTokens: null });
    });

    it("is called by its test's description, else its first variable, unless its key can be read", async () => {
      const names = async (content: unknown) =>
        (await parse(content)).runs[0]?.results.map(({ itemName }) => itemName).toSorted();
      expect(await names(capitals)).toEqual(["Atlantis", "Italy", "Spain", "a republic"]);
      expect(await names(shapes)).toEqual(["Paris", null, null]);
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

describe("promptfoo's figures", () => {
  const resultsOf = async (name: string) =>
    (await readWhole(fixture(`promptfoo/${name}.json`))).runs[0]?.results;

  it("are its own verdicts, whatever the score: a threshold lets a low one pass and a high one fail", async () => {
    const verdicts = (await resultsOf("own-verdicts"))?.map(({ score, passed, error }) => [
      score,
      passed,
      error,
    ]);
    expect(verdicts).toEqual([
      [0.3, true, undefined],
      [0.82, false, undefined],
      [0.95, true, undefined],
    ]);
  });

  it("take the verdict of the grading where the row has none, and none where neither has", async () => {
    const rowOf = (edit: object) => {
      const file = structuredClone(capitals);
      Object.assign(file.results.results[0] ?? {}, {
        success: undefined,
        failureReason: 0,
        score: 0.4,
        ...edit,
      });
      return parse(file).then(({ runs }) => runs[0]?.results[0]);
    };
    expect(await rowOf({ gradingResult: { pass: true } })).toMatchObject({ score: 0.4, passed: true });
    expect(await rowOf({ gradingResult: null })).toMatchObject({ score: 0.4, passed: null });
  });

  it("are every named score, an older promptfoo's sums as means", async () => {
    const { runs, warnings } = await readWhole(fixture("promptfoo/named-scores.json"));
    expect(runs[0]?.results.map(({ metrics }) => metrics)).toEqual([
      { faithful: 1, tone: 0, seconds: 2.5, verbose: "x" },
      { faithful: 0.75, tone: 0.5 },
      { faithful: 0.75, tone: 1 },
      { faithful: 1 },
    ]);
    // Seconds that a script gave a name to are no score.
    expect(runs[0]?.start.metrics).toEqual([
      { name: "faithful", higherIsBetter: true },
      { name: "tone", higherIsBetter: true },
    ]);
    expect(warnings).toEqual(["tags are cut to 200 characters: notes"]);
  });

  it("have the true latency and the tokens of a cached answer where the file has them", async () => {
    const figures = (await resultsOf("cached-latency"))?.map(
      ({ cached: fromCache, latencyMs, inputTokens }) => [fromCache, latencyMs, inputTokens],
    );
    expect(figures).toEqual([
      [true, 5_000, 10],
      [true, 7_000, 10],
      [true, null, null],
    ]);
    const own = (await parse(cached)).runs[0]?.results;
    expect(own).toMatchObject([
      { input: "old", cached: true, latencyMs: 640, inputTokens: null },
      { input: "new", cached: false, latencyMs: 640, inputTokens: 16 },
    ]);
  });

  it("have the list price of a cached answer too, no split of a total, and no price where there is none", async () => {
    const figures = (await resultsOf("cached-cost"))?.map(
      ({ costUsd, cached: fromCache, inputTokens, outputTokens }) => [
        costUsd,
        fromCache,
        inputTokens,
        outputTokens,
      ],
    );
    expect(figures).toEqual([
      [0.5, true, null, null],
      [0.1, false, 20, 10],
      [null, null, null, null],
      [0.2, null, null, null],
    ]);
  });
});

describe("content", () => {
  it("is shown as what it is: JSON, parts, and an image by its kind and size", async () => {
    const [run] = (await readWhole(fixture("promptfoo/content.json"))).runs;
    expect(run?.results.map(({ itemName, input, output }) => [itemName, input, output])).toEqual([
      [
        "what is it?",
        "picture: [image, image/png, 1 kB]\nquestion: what is it?",
        '{\n  "animal": "cat",\n  "sure": true\n}',
      ],
      ["q1", "q1", "A cat:\n[image, image/png, 1 kB]"],
      ["q2", "q2", "![a cat]([image, image/png, 1 kB])"],
    ]);
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
