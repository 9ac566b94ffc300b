import type { NewResult } from "@evalboard/contract";
import { type PlacedResult, readShape } from "../check.ts";
import { hash } from "../hash.ts";
import type { SourceFile } from "../importer.ts";
import { isRecord, readJsonLine, readLenientJson } from "../json.ts";
import type { GivenMetric, RunMetrics } from "../metrics.ts";
import { itemNameOf, toName } from "../names.ts";
import { readLines } from "../read-file.ts";
import { scoreIn } from "../scale.ts";
import { scaleOf, shown } from "../score-tally.ts";
import { canonicalJson, toText } from "../text.ts";
import { type ChosenMetric, isOfLogarithms } from "./choose-score.ts";
import { SampleLine } from "./file.ts";

/** What is read of a samples file. */
export interface Lines {
  readonly file: SourceFile;
  /** Whose lines are the results. */
  readonly filter: string;
  /** The metrics of older lines, which do not list them. */
  readonly metrics: readonly string[];
  readonly taken: RunMetrics;
}

/**
 * The results of one filter, each item once, in the file's order: other filters read the same answers again.
 * A document that stands in the dataset twice is a repeat. `note` takes the lines of all filters. Throws `ImportError`.
 */
export async function* readResults(
  { file, filter, metrics, taken }: Lines,
  chosen: ChosenMetric | null,
  note: (line: SampleLine, where: string) => void = () => {},
): AsyncGenerator<PlacedResult> {
  const repeats = new Map<string, number>();
  for await (const { number, text } of readLines(file)) {
    const where = `line ${number}`;
    const sample = readShape(SampleLine, readJsonLine(text, number, readLenientJson), where);
    note(sample, where);
    if (sample.filter !== filter) continue;
    const itemKey = itemKeyOf(sample);
    const repeat = (repeats.get(itemKey) ?? 0) + 1;
    repeats.set(itemKey, repeat);
    const result = resultOf(sample, repeat, chosen);
    yield { where, result: { ...result, metrics: taken.take(metricsOf(sample, metrics)) } };
  }
}

/** What stays the same of an item between runs: the harness's own hash of the document, else ours. */
function itemKeyOf({ doc_hash, doc }: SampleLine): string {
  return toName(doc_hash ?? "") || hash(canonicalJson(doc), 32);
}

/** One line as a result. The harness measures neither time nor tokens of an item. */
function resultOf(line: SampleLine, repeat: number, chosen: ChosenMetric | null): NewResult {
  const result = {
    itemKey: itemKeyOf(line),
    itemName: itemNameOf(line.doc) ?? itemNameOf(line.doc_id),
    repeat,
    input: toText(questionOf(line)),
    expected: toText(targetOf(line)),
    output: toText(answerOf(line)),
  };
  if (!chosen) return { ...result, score: null };
  const { metric, reading } = chosen;
  const value = Object.hasOwn(line, metric) ? line[metric] : undefined;
  const score = scoreIn(value, reading.rules);
  // NaN, which is read as null, could not be computed: that says nothing of the model.
  if (score === null && value === null) return { ...result, score, reason: `${metric} gave no score` };
  if (score === null)
    return {
      ...result,
      score,
      reason: `${metric} gave ${shown(value)}, which is no score ${scaleOf(reading.rules)}`,
    };
  return { ...result, score, passed: reading.rules.scale ? null : verdictOf(score, metric) };
}

/** Metrics that are right or wrong and nothing between. */
const RIGHT_OR_WRONG =
  /^(?:acc(?:_norm|_bytes|_mutual_info|_raw)?|exact_match|em|mc1|contains|prompt_level_\w+_acc)$/;

/** The harness's own verdict: a 1 or a 0 of a metric that knows nothing else. */
function verdictOf(score: number, metric: string): boolean | null {
  return RIGHT_OR_WRONG.test(metric) && (score === 0 || score === 1) ? score === 1 : null;
}

/** All metrics of one line but those. */
function metricsOf(line: SampleLine, known: readonly string[]): GivenMetric[] {
  return (line.metrics ?? known)
    .filter((name) => !isOfLogarithms(name))
    .map((name) => ({ name, value: Object.hasOwn(line, name) ? line[name] : null }));
}

/** What the model was asked: the first request's text, which the requests of a multiple choice share. */
function questionOf(line: SampleLine): unknown {
  const first = requestsOf(line)[0]?.[0];
  return typeof first === "string" ? first : (line.arguments ?? line.doc);
}

/** What was expected: of a multiple choice the text of the choice, which the file has as its index. */
function targetOf(line: SampleLine): unknown {
  const { target } = line;
  const isIndex = (typeof target === "string" || typeof target === "number") && /^\d+$/.test(`${target}`);
  return isIndex && likelihoodsOf(line) !== null ? choiceAt(line, Number(target), target) : target;
}

/** A number, or one that stands as text; NaN of anything else. */
const numberOf = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;

/** What the model answered: its text, of a multiple choice the choice that it held for the likeliest. */
function answerOf(line: SampleLine): unknown {
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
    Array.isArray(answer) ? numberOf(answer[0]) : Number.NaN,
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
