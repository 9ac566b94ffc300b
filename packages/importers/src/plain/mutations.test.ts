import * as fc from "fast-check";
import { describe, it } from "vitest";
import { fuzzRuns, fuzzTimeout } from "../testing/fuzz-runs.ts";
import { gather } from "../testing/gather.ts";
import { mutatedLines, mutatedTexts } from "../testing/mutate.ts";
import { textFile } from "../testing/parse.ts";
import { survives } from "../testing/survives.ts";
import { toCsv, toJsonl, type ExportedResult, type ExportedRun } from "./write-rows.ts";

const run: ExportedRun = {
  externalId: "nightly-1",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals" },
  promptText: "Name the capital of {{country}}.",
  source: "a script",
  sourceFile: null,
  commit: null,
  label: null,
  tags: { branch: "main", temperature: "0.2" },
  passMark: 0.7,
  scoreMetric: "tone",
  higherIsBetter: { tone: true },
  metrics: [{ name: "tone", n: 1, mean: 0.5, deviation: null, words: [] }],
  startedAt: "2026-01-31T09:00:00.000Z",
  completedAt: "2026-01-31T09:01:00.000Z",
  failedAt: null,
  status: "completed",
  error: null,
};
const nothing = { input: null, expected: null, output: null, reason: null, error: null };
const unmeasured = { latencyMs: null, inputTokens: null, outputTokens: null, costUsd: null };
const results: ExportedResult[] = [
  {
    itemKey: "france",
    itemName: "France",
    repeat: 1,
    score: 1,
    passed: true,
    cached: false,
    metrics: { tone: 0.5, leaning: "left" },
    ...nothing,
    ...unmeasured,
    output: 'Paris, "the city"',
    latencyMs: 812.5,
  },
  { itemKey: "france", repeat: 2, score: 0.5, ...nothing, ...unmeasured, output: "=1+1", inputTokens: 12 },
  { itemKey: "peru", repeat: 1, score: null, ...nothing, ...unmeasured, error: "line\nbreak", costUsd: 0.01 },
];
const lines = (await gather(toJsonl(run, [results]))).join("");
const csv = (await gather(toCsv(run, [results]))).join("");

describe("a mutated file of our own", { timeout: fuzzTimeout }, () => {
  it.each([
    ["values of its JSONL", mutatedLines([lines]), "jsonl"],
    ["characters of its JSONL", mutatedTexts([lines]), "jsonl"],
    ["characters of its CSV", mutatedTexts([csv]), "csv"],
  ])("gives valid runs or an error where %s are others than expected", (_, texts, format) =>
    fc.assert(
      fc.asyncProperty(texts, (text) => survives(textFile(text), { format })),
      { numRuns: fuzzRuns },
    ),
  );
});
