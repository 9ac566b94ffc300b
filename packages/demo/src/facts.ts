import type { Answer } from "./answer.ts";

/** What a run stores at completion; the same definitions as where a run is recorded item by item. */
export function factsOf(answers: readonly Answer[]) {
  const scores = known(answers, ({ score }) => score);
  const perfectItems = scores.filter((score) => score === 1).length;
  const failedItems = scores.filter((score) => score === 0).length;
  return {
    averageScore: mean(scores),
    totalItems: answers.length,
    perfectItems,
    partialItems: scores.length - perfectItems - failedItems,
    failedItems,
    erroredItems: answers.length - scores.length,
    latencyMs: mean(known(answers, ({ latencyMs }) => latencyMs)),
    inputTokens: sum(known(answers, ({ inputTokens }) => inputTokens)),
    outputTokens: sum(known(answers, ({ outputTokens }) => outputTokens)),
    costUsd: sum(known(answers, ({ costUsd }) => costUsd)),
  };
}

const known = (answers: readonly Answer[], valueOf: (answer: Answer) => number | null) =>
  answers.map(valueOf).filter((value) => value !== null);

/** Null where nothing is known: unknown is never 0. */
const sum = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0);

function mean(values: readonly number[]): number | null {
  const total = sum(values);
  return total === null ? null : total / values.length;
}
