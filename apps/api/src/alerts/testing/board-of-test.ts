import type { ModelFigures, PromptChange } from "@evalboard/contract";
import type { WatchReader } from "@evalboard/stats";

/** A change of the prompt "extract" from version 1 to 2. */
export function changeOf(verdict: PromptChange["verdict"]): PromptChange {
  const side = { runs: 40, comparedRuns: 38, averageScore: 0.5 };
  return {
    promptId: "019ab000-0000-7000-8000-000000000001",
    name: "extract",
    newer: { ...side, promptVersionId: "019ab000-0000-7000-8000-000000000012", number: 2 },
    older: { ...side, promptVersionId: "019ab000-0000-7000-8000-000000000011", number: 1 },
    strata: 7,
    difference: -0.0812,
    differenceInterval: { low: -0.11, high: -0.05 },
    pValue: 0.0001,
    adjustedPValue: 0.0002,
    detectableChange: 0.04,
    verdict,
  };
}

/** A model of whose `items` calls so many broke. */
export function modelWith(erroredItems: number, items: number): ModelFigures {
  return {
    modelId: "019ab000-0000-7000-8000-000000000021",
    provider: "openai",
    name: "gpt-4o",
    runs: 3,
    averageScore: 0.5,
    scoredRuns: 3,
    scoreInterval: { low: 0.4, high: 0.6 },
    items,
    failedItems: 0,
    failureRate: 0,
    erroredItems,
    errorRate: erroredItems / items,
    meanLatencyMs: null,
    measuredRuns: 0,
    costUsd: null,
    pricedRuns: 0,
  };
}

interface BoardOfTest {
  promptChanges?: readonly PromptChange[];
  models?: readonly ModelFigures[];
}

/** A board that says what the test gives, at the moment when it is asked. */
export function boardOfTest(say: () => BoardOfTest): WatchReader {
  return {
    promptChanges: async () => say().promptChanges ?? [],
    models: async () => say().models ?? [],
  };
}
