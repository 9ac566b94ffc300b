import { isRecord } from "../is-record.ts";
import type { SampleLine } from "./sample-line.ts";

/** What the model was asked: the first request's text, which the requests of a multiple choice share. */
export function questionOf(line: SampleLine): unknown {
  const first = requestsOf(line)[0]?.[0];
  return typeof first === "string" ? first : (line.arguments ?? line.doc);
}

/** What was expected: of a multiple choice the text of the choice, which the file has as its index. */
export function targetOf(line: SampleLine): unknown {
  const index = /^\d+$/.test(String(line.target)) ? Number(line.target) : null;
  return index === null || likelihoodsOf(line) === null ? line.target : choiceAt(line, index, line.target);
}

/** What the model answered: its text, of a multiple choice the choice that it held for the likeliest. */
export function answerOf(line: SampleLine): unknown {
  const { filtered_resps: answers } = line;
  if (Array.isArray(answers) && answers.length === 1 && typeof answers[0] === "string") return answers[0];
  const likelihoods = likelihoodsOf(line);
  if (likelihoods === null) return answers;
  const [, best] = likelihoods.reduce(
    ([top, at], likelihood, index) => (likelihood > top ? [likelihood, index] : [top, at]),
    [Number.NEGATIVE_INFINITY, 0],
  );
  return choiceAt(line, best, answers);
}

/** The log-likelihood of each choice; null where there was nothing to choose. */
function likelihoodsOf({ filtered_resps: answers }: SampleLine): number[] | null {
  if (!Array.isArray(answers) || answers.length < 2) return null;
  const likelihoods = answers.map((answer: unknown) =>
    Array.isArray(answer) ? Number(answer[0]) : Number.NaN,
  );
  return likelihoods.some((likelihood) => Number.isNaN(likelihood)) ? null : likelihoods;
}

function choiceAt(line: SampleLine, index: number, otherwise: unknown): unknown {
  const choice = requestsOf(line)[index]?.[1];
  return typeof choice === "string" ? choice.trim() : otherwise;
}

/** Lists in older files; `{gen_args_0: {arg_0, arg_1}}` in newer ones. */
function requestsOf({ arguments: requests }: SampleLine): unknown[][] {
  const list: unknown = isRecord(requests) ? Object.values(requests) : requests;
  if (!Array.isArray(list)) return [];
  return list.map((request: unknown) => {
    if (Array.isArray(request)) return request;
    return isRecord(request) ? Object.values(request) : [request];
  });
}
