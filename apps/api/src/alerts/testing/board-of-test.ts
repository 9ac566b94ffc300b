import type { ModelFigures, PromptChange } from "@evalboard/contract";
import { changeWith, exampleId, noFigures } from "@evalboard/contract/testing";
import type { WatchReader } from "@evalboard/stats";

/** A change of the prompt "extract" from version 1 to 2, for the worse by its figures. */
export function changeOf(verdict: PromptChange["verdict"]): PromptChange {
  return changeWith({ verdict, difference: -0.0812, differenceInterval: { low: -0.11, high: -0.05 } });
}

/** A model of whose `items` calls so many broke. */
export function modelWith(erroredItems: number, items: number): ModelFigures {
  return {
    ...noFigures,
    modelId: exampleId(21),
    provider: "openai",
    name: "gpt-4o",
    runs: 3,
    averageScore: 0.5,
    scoredRuns: 3,
    scoreInterval: { low: 0.4, high: 0.6 },
    items,
    failureRate: 0,
    erroredItems,
    errorRate: erroredItems / items,
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
