import { describe, expect, it } from "vitest";
import latest from "../../fixtures/deepeval/latest_test_run.json" with { type: "json" };
import { ImportError, NotResults } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";

const read = (name: string, options?: SurveyOptions) => readWhole(fixture(`deepeval/${name}.json`), options);

/** The newest shape, edited. */
function edited(edit: (run: typeof latest.testRunData) => void, options: SurveyOptions = {}) {
  const file = structuredClone(latest);
  edit(file.testRunData);
  return parse(file, options);
}

describe("a test run of DeepEval", () => {
  it("is one run of the model and the prompt that its hyperparameters name", async () => {
    const { format, runs } = await read("latest_test_run");
    expect(format).toBe("deepeval");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "openai", name: "gpt-4o-mini" },
          dataset: { name: "returns" },
          prompt: { name: "returns", text: "Answer in one line: {question}" },
          source: "deepeval",
          tags: { identifier: "before the move", temperature: "0.2" },
        },
        end: { status: "completed" },
      },
    ]);
    expect(runs[0]?.start).not.toHaveProperty("startedAt");
    expect(runs[0]?.start).not.toHaveProperty("scoreMetric");
  });

  it("scores a case by the mean of what is better the higher, and passes it as DeepEval does", async () => {
    const { runs, warnings } = await read("latest_test_run");
    expect(runs[0]?.results).toMatchObject([
      {
        input: "How long may I return shoes?",
        expected: "30 days",
        output: "For 30 days.",
        score: 0.8,
        passed: true,
        latencyMs: 1250,
        costUsd: 0.0002,
        inputTokens: 40,
        outputTokens: 5,
      },
      { score: 0.3, passed: false, latencyMs: null, costUsd: null },
      // A metric that broke says nothing of the answer.
      { score: null, passed: null, metrics: { "Answer Relevancy": 1, Bias: 0, Words: 1 } },
    ]);
    expect(runs[0]?.results[2]?.reason).toContain(
      "Correctness [GEval]: broke: Evaluation LLM outputted an invalid JSON.",
    );
    expect(runs[0]?.results[2]).not.toHaveProperty("error");
    expect(warnings).toEqual([
      "the score is the mean of Correctness [GEval], Answer Relevancy; choose one with --metric",
      "better the lower, and so no part of the score: Bias",
      "not from 0 to 1, and so no part of the score: Words; --metric with --scale says how to read one",
      "the file does not say when it ran: the run counts as of now",
    ]);
    expect(runs[0]?.start.metrics).toEqual([
      { name: "Correctness [GEval]", higherIsBetter: true },
      { name: "Answer Relevancy", higherIsBetter: true },
      { name: "Bias", higherIsBetter: false },
      { name: "Words", higherIsBetter: false },
    ]);
  });

  it("takes the metric that is asked for with its own verdict, turned round where it is better the lower", async () => {
    const correct = await read("latest_test_run", { metric: "correctness" });
    expect(correct.runs[0]?.results.map(({ score, passed }) => [score, passed])).toEqual([
      [0.9, true],
      [0.1, false],
      [null, null],
    ]);
    expect(correct.runs[0]?.start.scoreMetric).toBe("Correctness [GEval]");
    const bias = await read("latest_test_run", { metric: "Bias" });
    expect(bias.runs[0]?.results.map(({ score, passed }) => [score, passed])).toEqual([
      [1, true],
      [0, false],
      [1, true],
    ]);
    expect(bias.warnings).toContain("better the lower, and so turned round for the score: Bias");
    const words = await read("latest_test_run", {
      metric: "Words",
      scale: { from: 0, to: 10 },
      lowerIsBetter: false,
    });
    expect(words.runs[0]?.results.map(({ score }) => score)).toEqual([0.3, 0.3, 0.1]);
  });

  it("tells by the verdicts that a metric of any name is better the lower", async () => {
    const { runs } = await edited((run) => {
      for (const { metricsData } of run.testCases)
        for (const metric of metricsData) if (metric.name === "Bias") metric.name = "Slang";
    });
    expect(runs[0]?.start.metrics).toContainEqual({ name: "Slang", higherIsBetter: false });
  });

  it("reads conversations, the time in the file's name as UTC, and a logged prompt's model", async () => {
    const { runs, warnings } = await read("test_run_20261103_184500");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "anthropic", name: "claude-haiku-4-5" },
          prompt: { name: "support" },
          scoreMetric: "Conversation Completeness",
          startedAt: "2026-11-03T18:45:00.000Z",
        },
        end: { status: "completed", at: "2026-11-03T18:45:08.000Z" },
        results: [
          {
            input: "A customer wants the money back",
            output: "user: I want my money back.\nassistant: Send me the number of the order.",
            expected: "The order's number is asked for",
            score: 1,
          },
          { input: "Hello?", score: 0.25, passed: false },
        ],
      },
    ]);
    expect(warnings).toContain("the time is of the file's name, which has no zone: it is taken for UTC");
  });

  it("reads version 0.20, in which Hallucination is better the higher, and tells tests of one input apart", async () => {
    const { runs } = await read("version-0.20");
    expect(runs[0]?.start).toMatchObject({
      model: { provider: "unknown", name: "gpt-4" },
      dataset: { name: "test_chatbot" },
      tags: { "chunk size": "500" },
    });
    expect(runs[0]?.start.metrics).toContainEqual({ name: "Hallucination", higherIsBetter: true });
    expect(runs[0]?.results.map(({ score }) => score)).toEqual([expect.closeTo(0.3), expect.closeTo(0.8)]);
    expect(new Set(runs[0]?.results.map(({ itemKey }) => itemKey)).size).toBe(2);
  });

  it("reads the dump of what evaluate() returns", async () => {
    const { runs } = await read("evaluate-dump", { model: "openai/gpt-4o" });
    expect(runs[0]?.results).toMatchObject([
      {
        input: "Who wrote Faust?",
        output: "Goethe",
        score: 0.75,
        passed: true,
        metrics: { Hallucination: 0.25 },
      },
    ]);
  });

  it("calls an item by its input, whatever DeepEval counts, and numbers what stands there again", async () => {
    const keysOf = async (edit: (run: typeof latest.testRunData) => void) =>
      (await edited(edit)).runs[0]?.results.map(({ itemKey, repeat }) => [itemKey, repeat]);
    const keys = await keysOf(() => {});
    const turned = await keysOf((run) => {
      run.testCases.reverse();
      for (const [index, each] of run.testCases.entries())
        Object.assign(each, { name: `test_case_${index}`, order: index });
    });
    expect(turned?.toReversed()).toEqual(keys);
    const again = await keysOf((run) => {
      Object.assign(run.testCases[1] ?? {}, { input: run.testCases[0]?.input });
    });
    expect(again?.slice(0, 2)).toEqual([keys?.[0], [keys?.[0]?.[0], 2]]);
  });

  it("is a failed run where it had not ended", async () => {
    const { runs } = await edited((run) => {
      run.metricsScores = [];
    });
    expect(runs[0]?.end).toMatchObject({ status: "failed" });
  });
});

describe("what DeepEval writes beside test runs", () => {
  it.each([
    [{ testRunLink: "https://app.example/1" }, "DeepEval sent this test run to Confident AI"],
    [{ test_cases_lookup_map: {} }, "it is DeepEval's cache and no test run"],
  ])("%j is answered with what to do", async (content, message) => {
    await expect(parse(content)).rejects.toThrow(NotResults);
    await expect(parse(content)).rejects.toThrow(message);
  });
});

describe("a test run of DeepEval that is wrong", () => {
  it.each<[string, (run: typeof latest.testRunData) => void, SurveyOptions]>([
    [
      "say which model answered with --model provider/name",
      (run) => void Object.assign(run, { hyperparameters: {} }),
      {},
    ],
    ["testCases: holds none", (run) => void Object.assign(run, { testCases: [] }), {}],
    [
      "testRunData.testCases[0].tokenCost:",
      (run) => void Object.assign(run.testCases[0] ?? {}, { tokenCost: -1 }),
      {},
    ],
    [
      'there is no metric "Tone"; there are Correctness [GEval], Answer Relevancy, Bias, Words',
      () => {},
      { metric: "Tone" },
    ],
    [
      "testRunData.testCases[0], Words: is 3; a score has to lie from 0 to 1, so say with --scale",
      () => {},
      { metric: "Words" },
    ],
  ])("says %s", async (message, edit, options) => {
    await expect(edited(edit, options)).rejects.toThrow(ImportError);
    await expect(edited(edit, options)).rejects.toThrow(message);
  });
});
