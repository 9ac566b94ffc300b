import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NewResult, StartRun } from "./index.ts";

const run = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital." },
};
const result = { itemKey: "france", score: 1 };

const faultOf = (schema: typeof StartRun | typeof NewResult, value: unknown) => {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue && `${issue.path.join(".")}: ${issue.message}`;
};

describe("a run to start", () => {
  it("has its names trimmed and in NFC", () => {
    expect(StartRun.parse({ ...run, externalId: "  Cafe\u0301 " }).externalId).toBe("Caf\u00E9");
  });

  it.each([
    ["", "externalId: must not be empty"],
    ["  ", "externalId: must not be empty"],
    ["a\0b", "externalId: must not hold control characters"],
    ["a\nb", "externalId: must not hold control characters"],
    ["\uD800", "externalId: must not hold control characters or lone surrogates"],
    ["x".repeat(201), "externalId: must have at most 200 characters"],
  ])("refuses the name %j and names the field", (externalId, fault) => {
    expect(faultOf(StartRun, { ...run, externalId })).toContain(fault);
  });

  it("refuses a tag whose name could not be told from its value", () => {
    expect(faultOf(StartRun, { ...run, tags: { "a=b": "c" } })).toBe("tags: must have names without =");
    expect(StartRun.parse({ ...run, tags: { a: "b=c" } }).tags).toEqual({ a: "b=c" });
  });

  it("refuses a field that it does not know", () => {
    expect(faultOf(StartRun, { ...run, averageScore: 1 })).toMatch(/averageScore/);
  });

  it("takes an instant with a zone and gives it in UTC, and refuses one without", () => {
    expect(StartRun.parse({ ...run, startedAt: "2026-03-01T01:00:00+02:00" }).startedAt).toBe(
      "2026-02-28T23:00:00.000Z",
    );
    expect(faultOf(StartRun, { ...run, startedAt: "2026-03-01T01:00:00" })).toMatch(
      /^startedAt: must be an ISO 8601/,
    );
  });
});

describe("a result", () => {
  it.each([1.2, -0.1, Number.NaN, Number.POSITIVE_INFINITY, "1", undefined])(
    "refuses the score %j",
    (score) => {
      expect(faultOf(NewResult, { ...result, score })).toMatch(/^score: /);
    },
  );

  it("takes any score from 0 to 1, both included", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (score) => {
        expect(NewResult.parse({ ...result, score }).score).toBe(score);
      }),
    );
  });

  it("has a score, or an error, or neither where nobody has scored it yet, and never both", () => {
    expect(faultOf(NewResult, { ...result, error: "429" })).toMatch(
      /^score: must be null where there is an error/,
    );
    expect(faultOf(NewResult, { ...result, score: null, error: "429" })).toBeUndefined();
    expect(faultOf(NewResult, { ...result, score: null })).toBeUndefined();
    expect(faultOf(NewResult, { ...result, score: undefined })).toMatch(/^score: /);
  });

  it("has a verdict only where it has a score", () => {
    expect(faultOf(NewResult, { ...result, passed: false })).toBeUndefined();
    expect(faultOf(NewResult, { ...result, score: null, passed: true })).toMatch(
      /^passed: must be null where there is no score/,
    );
  });

  it.each([
    ["latencyMs", -1],
    ["latencyMs", Number.POSITIVE_INFINITY],
    ["inputTokens", 1.5],
    ["outputTokens", -1],
    ["costUsd", Number.NaN],
    ["repeat", 0],
  ])("refuses %s of %j", (field, value) => {
    expect(faultOf(NewResult, { ...result, [field]: value })).toMatch(new RegExp(`^${field}: `));
  });

  it("is unknown, not 0, in what was not said", () => {
    expect(NewResult.parse(result)).toMatchObject({ latencyMs: null, inputTokens: null, costUsd: null });
  });
});
