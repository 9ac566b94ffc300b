import type { ListResults } from "@evalboard/contract";
import { resultWith, runDetailWith } from "@evalboard/contract/testing";
import { surveyFile } from "@evalboard/importers";
import { expect, test } from "vitest";
import { type RunFormat, runPieces } from "./run.ts";

const run = runDetailWith({
  externalId: "nightly/7",
  averageScore: 0.5,
  totalItems: 3,
  perfectItems: 1,
  partialItems: 0,
  failedItems: 1,
  erroredItems: 1,
  results: 3,
});

const results = [
  resultWith({ position: 1, output: "Paris" }),
  resultWith({ position: 2, outcome: "failed", score: 0, passed: false, output: "=HYPERLINK(1)" }),
  resultWith({ position: 3, outcome: "errored", score: null, passed: null, error: "HTTP 500" }),
];

/** A server with one result a page. */
async function read({ cursor, whole }: ListResults) {
  expect(whole).toBe(true);
  const at = Number(cursor ?? 0);
  return { results: results.slice(at, at + 1), nextCursor: at + 1 < results.length ? `${at + 1}` : null };
}

async function written(format: RunFormat): Promise<{ text: string; counts: number[] }> {
  const pieces = await Array.fromAsync(runPieces(run, format, read));
  return { text: pieces.map(({ text }) => text).join(""), counts: pieces.map((piece) => piece.results) };
}

test.each(["csv", "jsonl"] as const)("a run written as %s is imported as it was", async (format) => {
  const { text } = await written(format);
  const file = { name: `run.${format}`, blob: new Blob([text]) };
  const imported = await surveyFile(file);
  expect(imported.runs).toMatchObject([{ start: { externalId: "nightly/7" }, results: 3 }]);
  const batches = await Array.fromAsync(imported.results());
  expect(batches.flatMap((batch) => batch.results.map(({ output }) => output))).toEqual([
    "Paris",
    "=HYPERLINK(1)",
    null,
  ]);
});

test("a run written as JSON is all that the server knows of it, and its pieces count the results", async () => {
  const { text, counts } = await written("json");
  expect(JSON.parse(text)).toEqual({ run, results });
  expect(counts).toEqual([0, 1, 2, 3, 3]);
});
