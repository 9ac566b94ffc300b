import { describe, expect, it } from "vitest";
import repeats from "../fixtures/promptfoo/repeats.json" with { type: "json" };
import { ImportError } from "./import-error.ts";
import { parseFile } from "./parse-file.ts";
import { parse } from "./testing/parse.ts";

describe("parseFile", () => {
  it("recognises the format", () => {
    expect(parse(repeats)).toMatchObject({ format: "promptfoo", warnings: [] });
  });

  it("gives the same runs each time", () => {
    expect(parse(repeats)).toEqual(parse(structuredClone(repeats)));
  });

  it.each([
    [[], "a list of 0 values"],
    [null, "a single null"],
    ["hello", "a single string"],
    [{}, "an empty object"],
    [{ run: { id: 1 }, evals: [] }, "an evalite export"],
    [{ version: 2, status: "success", eval: {}, samples: [] }, "an Inspect AI log"],
    [{ results: { hellaswag: {} }, "n-samples": {} }, "lm-evaluation-harness results"],
    [{ promptIdx: 0, testIdx: 0, score: 1 }, "one line of promptfoo's JSONL output"],
    [{ prompts: ["a"], providers: ["echo"] }, "a promptfoo suite, not its results"],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'an object with "a", "b", "c", "d", "e", …'],
  ])("says what %j looks like", (content, look) => {
    expect(() => parse(content)).toThrow(ImportError);
    expect(() => parse(content)).toThrow(
      `it looks like ${look}; what can be imported is what \`promptfoo eval -o results.json\` writes`,
    );
  });

  it("refuses a file that nests more deeply than it can read", () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const text = JSON.stringify(repeats).replaceAll('"vars":{"word":"hello"}', `"vars":${deep}`);
    expect(() => parseFile({ name: "deep.json", text })).toThrow(
      new ImportError("the file nests too deeply"),
    );
  });
});
