import type {
  AddedResults,
  AddResults,
  CompleteRun,
  FailRun,
  StartedRun,
  StartRun,
} from "@evalboard/contract";

/** What is sent and what comes back, of an operation that many will use first. */
export interface Example {
  /** The JSON body. */
  readonly request?: unknown;
  readonly answer?: unknown;
  /** By a parameter's name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

const runId = "019ab000-0000-7000-8000-000000000001";

const start: StartRun = {
  externalId: "nightly-2026-01-31",
  model: { provider: "openai", name: "gpt-4o" },
  dataset: { name: "capitals" },
  prompt: { name: "capitals", text: "Name the capital of {{country}}." },
  label: "nightly",
  tags: { temperature: "0.2" },
};
const started: StartedRun = { runId, status: "running", created: true, described: false };
const results: Omit<AddResults, "runId"> = {
  results: [
    { itemKey: "france", input: "France", expected: "Paris", output: "Paris", score: 1, latencyMs: 420 },
    {
      itemKey: "australia",
      input: "Australia",
      expected: "Canberra",
      output: "Sydney",
      score: 0,
      costUsd: 0.0004,
    },
    { itemKey: "peru", input: "Peru", score: null, error: "429 rate limited" },
  ],
};
const added: AddedResults = { added: 3, alreadyThere: 0, scored: 0 };
const completion: Omit<CompleteRun, "runId"> = { completedAt: "2026-01-31T09:00:00Z" };
const failure: Omit<FailRun, "runId"> = { error: "the provider answered 500 three times" };

/** By the procedure's name. */
export const examples: Readonly<Record<string, Example>> = {
  "stats.get": { parameters: { period: "7d", label: "main", tag: "temperature=0.2" } },
  "runs.record.start": { request: start, answer: started },
  "runs.record.addResults": { request: results, answer: added, parameters: { runId } },
  "runs.record.complete": { request: completion, parameters: { runId } },
  "runs.record.fail": { request: failure, parameters: { runId } },
  "runs.list": { parameters: { label: "nightly", status: "completed", sort: "startedAt" } },
  "runs.get": { parameters: { runId } },
  "runs.results": { parameters: { runId, outcome: "failed" } },
  "runs.compare": { parameters: { "baseline.label": "main", "candidate.runId": runId } },
  "runs.describe": { request: { label: "main", tags: { temperature: null } }, parameters: { runId } },
};
