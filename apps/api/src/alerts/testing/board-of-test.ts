import type { ModelFigures, PromptChange } from "@evalboard/contract";
import { changeWith, exampleId, noFigures } from "@evalboard/contract/testing";
import type { WatchReader } from "@evalboard/stats";

/** A change of the prompt "extract" from version 1 to 2, for the worse by its figures. */
export function changeOf(verdict: PromptChange["verdict"]): PromptChange {
  return changeWith({ verdict, difference: -0.0812, interval: { low: -0.11, high: -0.05 } });
}

/** A model of whose `items` calls so many broke; of the answers that were scored four of five passed. */
export function modelWith(erroredItems: number, items: number, { unscoredItems = 0 } = {}): ModelFigures {
  const scoredItems = items - erroredItems - unscoredItems;
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
    scoredItems,
    passedItems: 0.8 * scoredItems,
    passRate: scoredItems === 0 ? null : 0.8,
    erroredItems,
    errorRate: erroredItems / items,
    unscoredItems,
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
    modelsAbove: async (rate) => (say().models ?? []).filter((model) => (model.errorRate ?? 0) > rate),
  };
}
