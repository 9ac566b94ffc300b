import type { NewResult } from "@evalboard/contract";
import { describe, expect, it } from "vitest";
import { surveyFile } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole } from "../testing/parse.ts";
import { guessMap, NeedsMap } from "./needs-map.ts";

/** What the guess says but for nulls, and what is stored of the first question. */
interface Expected {
  readonly file: string;
  readonly seen: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly latencyUnit?: string;
  readonly first: Partial<NewResult>;
  readonly scoreMetric: string;
  readonly errored?: number;
  readonly unscored?: number;
}

const question = "When does the night bus run?";
const answer = "Every 30 minutes from 23:00.";
const right = "Every half hour from 11 pm.";
const metrics = ["answer_relevancy", "context_precision", "context_recall"];
const ofRagas = {
  columns: { score: "faithfulness", ...Object.fromEntries(metrics.map((name) => [`metric:${name}`, name])) },
  scoreMetric: "faithfulness",
  first: {
    itemName: question,
    input: question,
    output: answer,
    expected: right,
    score: 1,
    metrics: { answer_relevancy: 0.934, context_precision: 1, context_recall: 1 },
  },
  unscored: 1,
};
const ofPhoenix = (annotation: (name: string, part: string) => string) => ({
  columns: {
    item: "example_id",
    repeat: "repetition_number",
    input: "input",
    output: "output",
    expected: "reference_output",
    error: "error",
    latency: "latency_ms",
    time: "start_time",
    inputTokens: "prompt_token_count",
    outputTokens: "completion_token_count",
    score: annotation("correctness", "score"),
    passed: annotation("correctness", "label"),
    reason: annotation("correctness", "explanation"),
    "metric:correctness": annotation("correctness", "score"),
    "metric:conciseness": annotation("conciseness", "score"),
  },
  latencyUnit: "ms",
  scoreMetric: "correctness",
  first: {
    itemKey: "RGF0YXNldEV4YW1wbGU6MQ==",
    itemName: question,
    output: answer,
    score: 1,
    passed: true,
    reason: "It says the same time.",
    latencyMs: 902,
    inputTokens: 40,
    outputTokens: 12,
    metrics: { correctness: 1, conciseness: 0.8 },
  },
  errored: 1,
});
const ofLangfuse = {
  columns: {
    input: "input",
    output: "output",
    time: "timestamp",
    latency: "latency",
    cost: "totalCost",
    inputTokens: "inputTokens",
    outputTokens: "outputTokens",
    score: "answer-correctness",
    "metric:answer-correctness": "answer-correctness",
    "metric:helpfulness": "helpfulness",
    "tag:environment": "environment",
  },
  latencyUnit: "s",
  scoreMetric: "answer-correctness",
  first: {
    // The same in both: of the question as JSON, however it stands there.
    itemKey: "2e54feb06fea1234144dbade3383f94c",
    itemName: question,
    score: 1,
    latencyMs: 902,
    costUsd: 0.0003,
    inputTokens: 40,
    outputTokens: 12,
    metrics: { "answer-correctness": 1, helpfulness: 0.8 },
  },
};
const ofBraintrust = {
  columns: {
    item: "dataset_record_id",
    input: "input",
    output: "output",
    expected: "expected",
    error: "error",
    time: "created",
    latency: "metrics.duration",
    inputTokens: "metrics.prompt_tokens",
    outputTokens: "metrics.completion_tokens",
    score: "scores.Factuality",
    "metric:Factuality": "scores.Factuality",
    "metric:Levenshtein": "scores.Levenshtein",
    "metric:metadata.topic": "metadata.topic",
  },
  latencyUnit: "s",
  scoreMetric: "Factuality",
  first: {
    itemKey: "3e5b4f3d-9d7a-4c3b-8d88-3a5cad4f7b04",
    itemName: question,
    output: answer,
    expected: right,
    score: 1,
    latencyMs: 902,
    inputTokens: 40,
    metrics: { Factuality: 1, Levenshtein: 0.413, "metadata.topic": "night" },
  },
  errored: 1,
};

const table: readonly Expected[] = [
  {
    ...ofRagas,
    file: "ragas-0.1.csv",
    seen: "a CSV of 4 records",
    columns: { ...ofRagas.columns, input: "question", output: "answer", expected: "ground_truth" },
  },
  {
    ...ofRagas,
    file: "ragas-0.2.csv",
    seen: "a CSV of 4 records",
    columns: { ...ofRagas.columns, input: "user_input", output: "response", expected: "reference" },
  },
  {
    ...ofPhoenix((name, part) => `annotation_${name}_${part}`),
    file: "phoenix-experiment.csv",
    seen: "a CSV of Phoenix's experiment: 4 records",
  },
  {
    ...ofPhoenix((name, part) => `annotations.${name}.${part}`),
    file: "phoenix-experiment.json",
    seen: "a JSON file of Phoenix's experiment: 4 records",
  },
  {
    file: "langsmith-to-pandas.csv",
    seen: "a CSV of LangSmith's experiment: 4 records",
    columns: {
      item: "example_id",
      input: "inputs.question",
      output: "outputs.answer",
      expected: "reference.answer",
      error: "error",
      latency: "execution_time",
      score: "feedback.correctness",
      "metric:correctness": "feedback.correctness",
      "metric:concision": "feedback.concision",
    },
    latencyUnit: "s",
    scoreMetric: "correctness",
    first: {
      itemName: question,
      output: answer,
      expected: right,
      score: 1,
      passed: true,
      latencyMs: 902.134,
      metrics: { correctness: 1, concision: 1 },
    },
    errored: 1,
  },
  {
    file: "opik-experiment.csv",
    seen: "a CSV of Opik's experiment: 4 records",
    columns: {
      item: "id",
      input: "dataset.question",
      output: "evaluation_task.output",
      expected: "dataset.expected_output",
      time: "created_at",
      score: "feedback_scores.answer_relevance_metric",
      reason: "feedback_scores.answer_relevance_metric_reason",
      "metric:hallucination_metric": "feedback_scores.hallucination_metric",
      "metric:answer_relevance_metric": "feedback_scores.answer_relevance_metric",
    },
    scoreMetric: "answer_relevance_metric",
    first: {
      itemName: question,
      output: answer,
      expected: right,
      score: 0.9,
      reason: "It answers the question.",
      metrics: { hallucination_metric: 0, answer_relevance_metric: 0.9 },
    },
    unscored: 1,
  },
  { ...ofLangfuse, file: "langfuse-traces.csv", seen: "a CSV of Langfuse's traces: 4 records" },
  { ...ofLangfuse, file: "langfuse-traces.jsonl", seen: "a JSON Lines file of Langfuse's traces: 4 records" },
  {
    ...ofBraintrust,
    file: "braintrust-experiment.json",
    seen: "a JSON file of Braintrust's experiment: 4 records",
  },
  {
    ...ofBraintrust,
    file: "braintrust-experiment.jsonl",
    seen: "a JSON Lines file of Braintrust's experiment: 4 records",
  },
];

describe("an export of another platform", () => {
  it.each(table)("is guessed but for its model: $file", async (expected) => {
    const file = fixture(`exports/${expected.file}`);
    await expect(surveyFile(file)).rejects.toThrow(NeedsMap);
    const guess = await guessMap(file);
    expect(guess?.seen).toMatch(new RegExp(`^${expected.seen} `));
    const { columns = {}, ...rules } = guess?.map ?? {};
    expect(Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== null))).toEqual(
      expected.columns,
    );
    expect(rules).toEqual(expected.latencyUnit === undefined ? {} : { latencyUnit: expected.latencyUnit });
    expect(guess?.missing.map(({ option }) => option)).toEqual(["model"]);

    const map = { columns, ...rules, model: "acme/heron" };
    const { runs, warnings } = await readWhole(file, { map, format: "mapped" });
    expect(warnings).toEqual([]);
    const [{ start, results } = { start: null, results: [] }] = runs;
    expect(runs).toHaveLength(1);
    expect(start?.scoreMetric).toBe(expected.scoreMetric);
    expect(results).toHaveLength(4);
    expect(results[0]).toMatchObject(expected.first);
    const errored = results.filter(({ error }) => error !== null);
    expect(errored).toHaveLength(expected.errored ?? 0);
    expect(results.filter((each) => each.score === null && !errored.includes(each))).toHaveLength(
      expected.unscored ?? 0,
    );
  });

  it("is told what to export instead where it has the scores alone", async () => {
    const file = fixture("exports/langfuse-scores.csv");
    await expect(surveyFile(file)).rejects.toThrow(
      /^it is Langfuse's table of scores.*export its table of traces/,
    );
    const columns = { item: "traceId", score: "value", dataset: "name" };
    const { runs } = await readWhole(file, { map: { columns, model: "acme/heron" } });
    expect(runs.map(({ start, results }) => [start.dataset.name, results.length])).toEqual([
      ["answer-correctness", 3],
      ["helpfulness", 3],
    ]);
  });

  it("names who wrote it, and that of no tool does not", async () => {
    await expect(surveyFile(fixture("exports/opik-experiment.csv"))).rejects.toThrow(
      /^it is a CSV of Opik's experiment: 4 records with (?!.*of no tool known).*; what its columns are/,
    );
    await expect(surveyFile(fixture("exports/ragas-0.2.csv"))).rejects.toThrow("of no tool known here");
  });
});
