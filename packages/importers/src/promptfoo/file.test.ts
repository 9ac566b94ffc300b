import { describe, expect, it } from "vitest";
import capitals from "../../fixtures/promptfoo/capitals.json" with { type: "json" };
import { ImportError } from "../importer.ts";
import { parse } from "../testing/parse.ts";

describe("a promptfoo file that is wrong", () => {
  type Capitals = typeof capitals;
  const edited = (edit: (file: Capitals) => void) => {
    const file = structuredClone(capitals);
    edit(file);
    return () => parse(file);
  };
  const row = (file: Capitals, index: number): object => file.results.results[index] ?? {};

  it.each<[string, (file: Capitals) => void]>([
    [
      "results.results[3].score: expected number, is missing",
      (file) => Object.assign(row(file, 3), { score: null, success: null, gradingResult: null }),
    ],
    [
      "results.results[3].score: expected number, received string",
      (file) => Object.assign(row(file, 3), { score: "1" }),
    ],
    [
      "results.results[0].score: is 1.2, not from 0 to 1, and no verdict is beside it: say its scale, such as --scale 0..5",
      (file) => Object.assign(row(file, 0), { score: 1.2, success: null, gradingResult: null }),
    ],
    [
      "results.results[2].failureReason: expected 0 (passed), 1",
      (file) => Object.assign(row(file, 2), { failureReason: 3 }),
    ],
    [
      "results.results[1].promptIdx: is 4, but the file has 4 prompts",
      (file) => Object.assign(row(file, 1), { promptIdx: 4 }),
    ],
    [
      "results.results[5].provider.id: expected string",
      (file) => Object.assign(row(file, 5), { provider: {} }),
    ],
    ["results.results: holds no results", (file) => Object.assign(file.results, { results: [] })],
    ["results.results: holds no results", (file) => Object.assign(file.results, { results: undefined })],
    [
      "results.table.head.prompts: expected array, is missing",
      (file) => Object.assign(file.results, { version: 2 }),
    ],
    [
      "results.version: expected 3: a newer promptfoo wrote this file",
      (file) => Object.assign(file.results, { version: 4 }),
    ],
    [
      "results.results: expected array, received object",
      (file) => Object.assign(file.results, { results: { a: 1 } }),
    ],
    [
      "results.timestamp: Invalid ISO datetime",
      (file) => Object.assign(file.results, { timestamp: "yesterday" }),
    ],
    ["results.results: holds no results", (file) => Object.assign(file, { results: undefined })],
  ])("says %s", async (message, edit) => {
    await expect(edited(edit)()).rejects.toThrow(ImportError);
    await expect(edited(edit)()).rejects.toThrow(message);
  });

  it("says how many faults more the first faulty row has", async () => {
    const faulty = edited((file) => Object.assign(row(file, 2), { testIdx: -1, promptIdx: -1, prompt: 1 }));
    await expect(faulty()).rejects.toThrow(
      "results.results[2].promptIdx: Too small: expected number to be >=0 (and 2 more)",
    );
  });

  it("takes a rounding error for what it is", async () => {
    const rounded = edited((file) => Object.assign(row(file, 0), { score: 1.0000000000000002 }));
    expect((await rounded()).runs[0]?.results[0]?.score).toBe(1);
  });
});
