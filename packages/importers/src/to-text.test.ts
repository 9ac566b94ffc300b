import { NewResult } from "@evalboard/contract";
import { expect, it } from "vitest";
import { MAX_TEXT_LENGTH, toText } from "./to-text.ts";

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
