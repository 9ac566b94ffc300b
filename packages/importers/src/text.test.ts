import { NewResult } from "@evalboard/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_TEXT_LENGTH } from "@evalboard/contract/words";
import { canonicalJson, onScale, toText, withoutStack } from "./text.ts";

describe("canonical json", () => {
  it("orders keys at every depth and leaves lists in their order", () => {
    expect(canonicalJson({ b: [2, 1], a: { d: null, c: "x" } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}');
  });

  it("orders keys by code units, as RFC 8785 does", () => {
    // Its section 3.2.3: U+20AC, U+000D, U+FB33, "1", U+1F600, U+0080, U+00F6
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const written = canonicalJson(Object.fromEntries(keys.map((key) => [key, key])));
    const inOrder = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    expect(written).toBe(
      `{${inOrder.map((key) => `${JSON.stringify(key)}:${JSON.stringify(key)}`).join(",")}}`,
    );
  });

  it("writes any JSON value as JSON of the same value, however its keys stood", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonicalJson(value);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(written);
      }),
    );
  });

  function reversed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, member]) => [key, reversed(member)]),
    );
  }
});

describe("on scale", () => {
  it.each([
    [0, 0],
    [1, 1],
    [0.25, 0.25],
    [1.0000000000000002, 1],
    [-1e-17, 0],
    [1.1, null],
    [-0.5, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
  ])("%d on the scale is %s", (score, expected) => {
    expect(onScale(score)).toBe(expected);
  });
});

describe("to text", () => {
  const takes = (output: string) => NewResult.safeParse({ itemKey: "a", score: 1, output }).success;

  it("leaves text as it is and nothing as null", () => {
    expect(toText("Paris\n")).toBe("Paris\n");
    expect(toText("")).toBe("");
    expect(toText(null)).toBeNull();
    expect(toText(undefined)).toBeNull();
  });

  it("writes objects, lists and numbers as JSON", () => {
    expect(toText({ city: "Paris" })).toBe('{\n  "city": "Paris"\n}');
    expect(toText(7)).toBe("7");
    expect(toText(false)).toBe("false");
  });

  it("knows the contract's longest text", () => {
    expect(takes("x".repeat(MAX_TEXT_LENGTH))).toBe(true);
    expect(takes("x".repeat(MAX_TEXT_LENGTH + 1))).toBe(false);
  });

  it("cuts a longer text and says so", () => {
    const text = toText("x".repeat(MAX_TEXT_LENGTH + 1));
    expect(text).toHaveLength(MAX_TEXT_LENGTH);
    expect(text?.endsWith("x\n[cut]")).toBe(true);
  });
});

describe("without stack", () => {
  it("drops the frames of a stack and keeps what stands around them", () => {
    const message = [
      "Error: the connection broke",
      "    at Clerk.callApi (file:///home/me/evals/clerk.mjs:15:37)",
      "    at /home/me/evals/async.js:151:38",
      "    at new Function (<anonymous>)",
      "then it gave up",
    ].join("\n");
    expect(withoutStack(message)).toBe("Error: the connection broke\nthen it gave up");
  });

  it("keeps a grader's words that only begin like a frame", () => {
    expect(withoutStack("Look\n  at the map")).toBe("Look\n  at the map");
  });
});
