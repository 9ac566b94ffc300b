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

const metricName = fc.stringMatching(/^[a-z=+@'":_-][a-z0-9 ,;"':]{0,10}[a-z]$/);
/** Of a tag as one text, `name=value`, the first `=` ends the name. */
const tagName = metricName.map((told) => told.replaceAll("=", "+"));
const word = fc.oneof(name, fc.constantFrom("1", "'1", "''0x10", "-5", "1e5", "=1", "true", "007"));
const metricValue = fc.oneof(
  fc.double({ min: -1e100, max: 1e100, noNaN: true }).map((value) => (Math.abs(value) < 1e-100 ? 0 : value)),
  word,
);
const metrics = fc.dictionary(metricName, metricValue, { maxKeys: 4, noNullPrototype: true });

const result: fc.Arbitrary<ExportedResult> = fc
  .record({
    itemKey: name,
    itemName: maybe(name),
    passed: fc.boolean(),
    metrics,
    cached: maybe(fc.boolean()),
    repeat: fc.integer({ min: 1, max: 1_000_000 }),
    input: maybe(text),
    expected: maybe(text),
    output: maybe(text),
    reason: maybe(text),
    transcript: maybe(text),
    scored: fc.boolean(),
    score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
    error: text,
    latencyMs: maybe(fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => ms + 0)),
    inputTokens: maybe(fc.nat()),
    outputTokens: maybe(fc.nat()),
    costUsd: maybe(fc.double({ min: 0, max: 100, noNaN: true }).map((cost) => cost + 0)),
  })
  // Without a score and without an error nobody has scored it yet.
  .map(({ scored, score, passed, error, ...others }) => ({
    ...others,
    score: scored ? score : null,
    passed: scored ? passed : null,
    error: scored || error === "" ? null : error,
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
    tags: fc.dictionary(tagName, word, { maxKeys: 4, noNullPrototype: true }),
    passMark: fc.double({ min: 0, max: 1, noNaN: true }).map((mark) => mark + 0),
    scoreMetric: maybe(name),
    higherIsBetter: fc.dictionary(metricName, fc.boolean(), { maxKeys: 3, noNullPrototype: true }),
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
          // The server knows the metrics of a completed run; what is in a result alone has no column of its own.
          const known = [...new Set(results.slice(1).flatMap(({ metrics: each = {} }) => Object.keys(each)))];
          const told = known.map((metric) => ({ name: metric, n: 1, mean: 0, deviation: null, words: [] }));
          const given = from.error === null ? { ...from, metrics: told } : { ...from, metrics: null };
          const pieces = await gather(write(given, [results]));
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
                ...(Object.keys(from.tags).length === 0 ? {} : { tags: from.tags }),
                passMark: from.passMark,
                ...(from.scoreMetric === null ? {} : { scoreMetric: from.scoreMetric }),
                ...(Object.keys(from.higherIsBetter).length === 0
                  ? {}
                  : {
                      metrics: Object.entries(from.higherIsBetter).map(([metric, higherIsBetter]) => ({
                        name: metric,
                        higherIsBetter,
                      })),
                    }),
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
