import type { ListResults, ResultRow, RunDetail } from "@evalboard/contract";
import { runWith } from "@evalboard/contract/testing";
import { surveyFile } from "@evalboard/importers";
import { expect, test } from "vitest";
import { type RunFormat, runPieces } from "./run.ts";

const run: RunDetail = {
  ...runWith({
    externalId: "nightly/7",
    averageScore: 0.5,
    totalItems: 3,
    perfectItems: 1,
    partialItems: 0,
    failedItems: 1,
    erroredItems: 1,
  }),
  promptText: "What is the capital of {{country}}?",
  results: 3,
};

const result = (position: number, score: number | null, output: string | null): ResultRow => ({
  position,
  itemKey: `item-${position}`,
  repeat: 1,
  outcome: score === null ? "errored" : score === 1 ? "perfect" : "failed",
  input: null,
  expected: null,
  output,
  score,
  reason: null,
  error: score === null ? "HTTP 500" : null,
  latencyMs: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  textReplaced: false,
});
const results = [result(1, 1, "Paris"), result(2, 0, "=HYPERLINK(1)"), result(3, null, null)];

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
