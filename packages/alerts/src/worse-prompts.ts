import type { Period, PromptChange } from "@evalboard/contract";
import type { Condition } from "./condition.ts";

/** The prompt changes of the period whose verdict is `worse`. */
export function worsePrompts(changes: readonly PromptChange[], period: Period): Condition[] {
  return changes
    .filter(({ verdict }) => verdict === "worse")
    .map((change) => ({
      type: "prompt.worse",
      subjectId: change.newer.promptVersionId,
      path: `/prompts/${change.promptId}?period=${period}`,
      text:
        `Prompt "${change.name}": version ${change.newer.number} is worse than version ${change.older.number}, ` +
        `mean score ${signed(change.difference)} over ${change.newer.comparedRuns} and ${change.older.comparedRuns} runs`,
      data: change,
    }));
}

function signed(difference: number | null): string {
  return (difference ?? 0).toFixed(3).replace("-", "−");
}
