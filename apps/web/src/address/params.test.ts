import { expect, test } from "vitest";
import {
  readBoolean,
  readDay,
  readFraction,
  readId,
  readInstant,
  readNumber,
  readOption,
  readPosition,
  readText,
  readTexts,
  stringifySearch,
} from "./params.ts";

test("a text may look like a number, and is never longer than the server takes", () => {
  expect(readText("gpt")).toBe("gpt");
  expect(readText(4)).toBe("4");
  expect(readText(" ")).toBeUndefined();
  expect(readText(["a", "b"])).toBeUndefined();
  expect(readText("x".repeat(300))).toHaveLength(200);
});

test("what is no option, no id or out of the scale is as if it were not there", () => {
  expect(readOption("asc", ["asc", "desc"])).toBe("asc");
  expect(readOption("up", ["asc", "desc"])).toBeUndefined();
  expect(readId("019ab3f0-0000-7000-8000-000000000001")).toBe("019ab3f0-0000-7000-8000-000000000001");
  expect(readId("42")).toBeUndefined();
  expect([0, 0.5, 1].map(readFraction)).toEqual([0, 0.5, 1]);
  expect([-0.1, 1.1, NaN, "0.5"].map(readFraction)).toEqual([undefined, undefined, undefined, undefined]);
  expect([1, 12].map(readPosition)).toEqual([1, 12]);
  expect([0, 1.5, "1"].map(readPosition)).toEqual([undefined, undefined, undefined]);
});

test("only days of the calendar are days", () => {
  expect(readDay("2026-02-28")).toBe("2026-02-28");
  expect(["2026-02-30", "2026-13-01", "tomorrow", 2026].map(readDay)).toEqual(Array(4).fill(undefined));
});

test("an instant has a zone, and is told in UTC", () => {
  expect(readInstant("2026-11-23T12:00:00+01:00")).toBe("2026-11-23T11:00:00.000Z");
  expect(["2026-11-23", "2026-11-23T12:00:00", "2026-13-01T00:00:00Z", 2026].map(readInstant)).toEqual(
    Array(4).fill(undefined),
  );
});

test("a list is one text or several, each once; an empty one is said too", () => {
  expect(readTexts("tone")).toEqual(["tone"]);
  expect(readTexts(["tone", 5, "tone", {}])).toEqual(["tone", "5"]);
  expect(readTexts("")).toEqual([]);
  expect(readTexts(undefined)).toBeUndefined();
  expect(stringifySearch({ column: [], text: "a" })).toBe("?text=a&column=");
  expect(stringifySearch({ column: ["tone", "b&c"] })).toBe("?column=tone&column=b%26c");
});

test("numbers are finite, and yes or no is nothing else", () => {
  expect([-3.5, 0, 1e12].map(readNumber)).toEqual([-3.5, 0, 1e12]);
  expect([Infinity, NaN, "5", null].map(readNumber)).toEqual(Array(4).fill(undefined));
  expect([true, false, "true", 1].map(readBoolean)).toEqual([true, false, undefined, undefined]);
});
