import type { NewResult } from "@evalboard/contract";
import type { Usage } from "./sample.ts";

/**
 * Tokens and cost of one sample: of the evaluated model where it is named among the models used, a grader's are not its
 * own; else, as for an agent that chose its models itself, of all. Null where nobody counted.
 */
export function usageOf(
  usages: Readonly<Record<string, Usage>>,
  model: string,
): Pick<NewResult, "inputTokens" | "outputTokens" | "costUsd"> {
  const own = Object.entries(usages).filter(([name]) => name === model);
  const counted = (own.length > 0 ? own : Object.entries(usages)).map(([, usage]) => usage);
  return {
    inputTokens: sum(counted.map((usage) => usage.input_tokens)),
    outputTokens: sum(counted.map((usage) => usage.output_tokens)),
    costUsd: sum(counted.map((usage) => usage.total_cost)),
  };
}

function sum(amounts: readonly (number | null | undefined)[]): number | null {
  const known = amounts.filter((amount) => typeof amount === "number");
  return known.length > 0 ? known.reduce((total, amount) => total + amount, 0) : null;
}
