import type { Answer } from "../answer.ts";

/** The figures of a run that the story is told by, without a database. */
export function figuresOfAnswers(answers: readonly Answer[]) {
  return {
    averageScore: mean(known(answers, ({ score }) => score)),
    totalItems: answers.length,
    erroredItems: answers.filter(({ error }) => error !== null).length,
    unscoredItems: answers.filter(({ score, error }) => score === null && error === null).length,
    latencyMs: mean(known(answers, ({ latencyMs }) => latencyMs)),
    inputTokens: sum(known(answers, ({ inputTokens }) => inputTokens)),
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
