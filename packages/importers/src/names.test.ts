import { StartRun } from "@evalboard/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bareFileName,
  bareName,
  fileName,
  isReadable,
  itemNameOf,
  modelNamed,
  nameOfFile,
  shortName,
  toName,
} from "./names.ts";

describe("name of a file", () => {
  it.each([
    ["capitals.json", "capitals"],
    ["sql/capitals.json", "capitals"],
    ["sql/results.json", "sql"],
    ["./sql/results.json", "sql"],
    ["/home/me/suites/sql/results.json", "sql"],
    [String.raw`C:\Users\me\suites\sql\results.json`, "sql"],
    ["suites/sql/out/runs/2026-11-23/results.json", "sql"],
    ["sql/.promptfoo/output/latest.json", "sql"],
    ["sql/results-2026-11-23T15-33-28.json", "sql"],
    ["sql/results_20261123.jsonl", "sql"],
    ["sql/promptfoo-results.json", "sql"],
    ["sql/evalResults (2).json", "sql"],
    ["sql/output.4f2a91c.json", "sql"],
    ["sql/eval-F9J-2026-11-23T15:33:28.json", "sql"],
    ["sql/results-german.json", "results-german"],
    ["sql/defaced.json", "defaced"],
    ["out/results.json", "results"],
    ["../results.json", "results"],
    ["results.json", "results"],
    ["/home/me/results.json", "results"],
    ["/home/me/Downloads/results.json", "results"],
    ["/root/results.json", "results"],
    ["home/results.json", "results"],
    ["", ""],
  ])("of %j is %j", (path, name) => {
    expect(nameOfFile(path)).toBe(name);
  });
});

describe("bare name", () => {
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
});

describe("file name", () => {
  it("drops folders of either kind", () => {
    expect(fileName("/home/me/bot.mjs")).toBe("bot.mjs");
    expect(fileName("C:\\evals\\bot.mjs")).toBe("bot.mjs");
    expect(fileName("bot.mjs")).toBe("bot.mjs");
  });

  it.each([
    ["runs/capitals.json", "capitals"],
    ["capitals.results.json", "capitals"],
    ["v1.2-capitals.json", "v1.2-capitals"],
    [".capitals.json", ".capitals"],
    ["capitals", "capitals"],
  ])("calls %s %s", (path, name) => {
    expect(bareFileName(path)).toBe(name);
  });
});

describe("model named", () => {
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
});

describe("to name", () => {
  const Name = StartRun.shape.dataset.shape.name;

  describe("toName", () => {
    it("makes one line of several, without control characters", () => {
      expect(toName("  capitals\n\tof\u0000 Europe\u001b[31m ")).toBe("capitals of Europe [31m");
    });

    it("keeps 200 characters and stands a hash for what is beyond", () => {
      expect(toName("x".repeat(200))).toBe("x".repeat(200));
      const [a, b] = [toName(`${"x".repeat(300)}a`), toName(`${"x".repeat(300)}b`)];
      expect(a).toHaveLength(200);
      expect(a).toMatch(/^x{190}… [\da-f]{8}$/);
      expect(a).not.toBe(b);
    });

    it("does not cut a character in two", () => {
      expect(toName("🦉".repeat(150)).isWellFormed()).toBe(true);
    });

    it("is empty where nothing is left", () => {
      expect(toName("\u0000\n ")).toBe("");
    });

    it("gives what the contract takes as it is, whatever the text", { timeout: 60_000 }, () => {
      fc.assert(
        fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
          const name = toName(text);
          fc.pre(name !== "");
          expect(Name.parse(name)).toBe(name);
        }),
        { numRuns: 500 },
      );
    });
  });
});

describe("a name of an item", () => {
  it("is one line of at most 80 characters, with a mark where the text goes on", () => {
    expect(shortName(" What is\n\tthe capital? ")).toBe("What is the capital?");
    expect(shortName("x".repeat(80))).toBe("x".repeat(80));
    expect(shortName("x".repeat(81))).toBe(`${"x".repeat(79)}…`);
    // No half of a character that has two code units.
    expect(shortName("😀".repeat(81))).toBe(`${"😀".repeat(79)}…`);
    expect(shortName(" \n")).toBeNull();
  });

  it("is the first text that says something, else the first number", () => {
    expect(itemNameOf({ id: 7, question: "Who?", answer: "Ada" })).toBe("Who?");
    expect(itemNameOf({ hash: "d41d8cd98f00b204e9800998ecf8427e", text: ["", "Hello"] })).toBe("Hello");
    expect(itemNameOf({ a: null, b: { c: 4 } })).toBe("4");
    expect(itemNameOf("file:///home/me/photo.png")).toBe("photo.png");
    expect(itemNameOf({ a: true, b: [] })).toBeNull();
  });

  it.each([
    ["france", true],
    ["17", true],
    ["Mercury_417466", true],
    ["capital of the United Kingdom", true],
    ["d41d8cd98f00b204e9800998ecf8427e", false],
    ["0198c0de-0000-7000-8000-000000000001", false],
    ["n7Rw2FqMTzFvGyW5mYx3aB", false],
    ["RGF0YXNldEV4YW1wbGU6MQ==", false],
  ])("is not needed beside the key %j: %s", (key, readable) => {
    expect(isReadable(key)).toBe(readable);
  });
});
