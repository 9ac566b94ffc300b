import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gather } from "../testing/gather.ts";
import { readWhole, textFile } from "../testing/parse.ts";
import { toCsv, toJsonl, type ExportedResult } from "./write-rows.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "",
    "'",
    "=1+1",
    "'=1",
    "''",
    "-5",
    " \u200B@SUM(A1)",
    "a,b",
    'say "hi"',
    "a\r\nb\rc\n",
    "\t=x",
    "null",
    "007",
  ),
);
const name = fc.stringMatching(/^[a-z=+@'"-][a-z ,;"']{0,20}[a-z]$/);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const instant = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

const result: fc.Arbitrary<ExportedResult> = fc
  .record({
    itemKey: name,
    repeat: fc.integer({ min: 1, max: 1_000_000 }),
    input: maybe(text),
    expected: maybe(text),
    output: maybe(text),
    reason: maybe(text),
    scored: fc.boolean(),
    score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
    error: text,
    latencyMs: maybe(fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => ms + 0)),
    inputTokens: maybe(fc.nat()),
    outputTokens: maybe(fc.nat()),
    costUsd: maybe(fc.double({ min: 0, max: 100, noNaN: true }).map((cost) => cost + 0)),
  })
  .map(({ scored, score, error, ...others }) => ({
    ...others,
    score: scored ? score : null,
    error: scored ? null : error,
  }));

const run = fc
  .record({
    externalId: name,
    provider: name,
    model: name,
    dataset: name,
    prompt: name,
    promptText: text,
    source: maybe(name),
    sourceFile: maybe(name),
    commit: maybe(name),
    label: maybe(name),
    startedAt: instant,
    endedAt: instant,
    error: fc.option(fc.string({ minLength: 1 }), { nil: null }),
  })
  .map(({ provider, model, dataset, prompt, startedAt, endedAt, ...others }) => ({
    ...others,
    startedAt: startedAt < endedAt ? startedAt : endedAt,
    status: others.error === null ? "completed" : "failed",
    model: { provider, name: model },
    dataset: { name: dataset },
    prompt: { name: prompt },
    completedAt: others.error === null ? endedAt : null,
    failedAt: others.error === null ? null : endedAt,
  }));

describe("a run that was exported", () => {
  it.each([
    ["jsonl", toJsonl],
    ["csv", toCsv],
  ])("is imported from %s as it was", async (format, write) => {
    await fc.assert(
      fc.asyncProperty(
        run,
        fc.uniqueArray(result, { minLength: 1, selector: ({ itemKey, repeat }) => `${itemKey} ${repeat}` }),
        async (from, results) => {
          const pieces = await gather(write(from, [results]));
          const file = await readWhole(textFile(pieces.join(""), `run.${format}`));
          expect(file).toMatchObject({ format, warnings: [] });
          expect(file.runs).toEqual([
            {
              start: {
                externalId: from.externalId,
                model: from.model,
                dataset: from.dataset,
                prompt: { ...from.prompt, text: from.promptText },
                ...(from.source === null ? {} : { source: from.source }),
                sourceFile: from.sourceFile ?? `run.${format}`,
                ...(from.commit === null ? {} : { commit: from.commit }),
                ...(from.label === null ? {} : { label: from.label }),
                startedAt: from.startedAt,
              },
              end:
                from.error === null
                  ? { status: "completed", at: from.completedAt }
                  : { status: "failed", at: from.failedAt, error: from.error },
              results,
            },
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
