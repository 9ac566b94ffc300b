import { describe, expect, test } from "vitest";
import { localesOf } from "./locale.ts";

describe("a reader's figures", () => {
  const written = (...languages: string[]) => {
    const { numbers, dates } = localesOf(languages);
    const day = new Intl.DateTimeFormat(dates, { month: "short", day: "numeric", timeZone: "UTC" });
    return [new Intl.NumberFormat(numbers).format(1_234.5), day.format(Date.parse("2026-11-17T00:00:00Z"))];
  };

  test("are written as in their country, with months that the words around them name", () => {
    expect(written("en-US")).toEqual(["1,234.5", "Nov 17"]);
    expect(written("en-GB", "en-US")).toEqual(["1,234.5", "17 Nov"]);
    expect(written("de-DE", "en")).toEqual(["1.234,5", "17 Nov"]);
    expect(written("en-IN")).toEqual(["1,234.5", "17 Nov"]);
  });

  test("are in the digits of the words around them", () => {
    expect(written("ar-EG")[0]).toMatch(/^1[.,]234[.,]5$/u);
    expect(written("fa-IR")[0]).toMatch(/^1\D234\D5$/u);
  });

  test("are as in the United States for who tells no language, or none that is one", () => {
    expect(written()).toEqual(["1,234.5", "Nov 17"]);
    expect(written("no language", "")).toEqual(["1,234.5", "Nov 17"]);
  });
});
