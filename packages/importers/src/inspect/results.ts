import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import type { RunMetrics } from "../metrics.ts";
import { isReadable, shortName, toName } from "../names.ts";
import type { ScoreRules } from "../scale.ts";
import { scaleOf, shown } from "../score-tally.ts";
import { sumKnown, toText, withoutStack } from "../text.ts";
import type { ChosenScorer } from "./choose-scorer.ts";
import type { Message, PlacedSample, Sample, Score, Usage } from "./log.ts";
import { metricsOf, readScore, scoredBy, verdictOf } from "./scorers.ts";

const MS_PER_SECOND = 1_000;

/** Whose scores are taken, what the person says of words, and the metrics of the run. */
export interface Scoring {
  /** Null where nothing is a score, or nobody knows yet what is. */
  readonly chosen: ChosenScorer | null;
  readonly words: ScoreRules["words"];
  readonly metrics: RunMetrics;
}

/** A sample as a result; its epoch is the repeat. */
export function resultOf({ sample }: PlacedSample, scoring: Scoring, model: string): NewResult {
  const message = sample.output?.choices?.[0]?.message;
  const input = messagesText(sample.input);
  const id = toName(String(sample.id));
  return {
    itemKey: id || hash(input, 32),
    itemName: id && isReadable(id) ? null : shortName(question(sample.input)),
    repeat: sample.epoch,
    input: toText(input),
    expected: toText(Array.isArray(sample.target) ? sample.target.join("\n") : sample.target),
    output: toText(message && messageText(message)),
    latencyMs: typeof sample.working_time === "number" ? sample.working_time * MS_PER_SECOND : null,
    ...usageOf(sample.model_usage ?? {}, model),
    ...gradeOf(sample, scoring),
  };
}

/** What the user asks, without what all items are told before it. */
function question(messages: Sample["input"]): string {
  if (typeof messages === "string") return messages;
  const asked = messages.filter(({ role }) => role === "user");
  return messagesText(asked.slice(0, 1));
}

function gradeOf(sample: Sample, { chosen, words, metrics }: Scoring) {
  const broken = sample.error?.message ?? null;
  if (broken !== null)
    return {
      score: null,
      error: toText(withoutStack(broken)) || "It broke and did not say why",
      latencyMs: null,
    };
  const given = chosen ? scoredBy(sample, chosen) : undefined;
  const score = chosen ? readScore(given?.value, chosen.reading.rules) : null;
  if (score === null && sample.output?.error)
    return { score, error: toText(withoutStack(sample.output.error)) || "It broke and did not say why" };
  const figures = { score, metrics: metrics.take(metricsOf(sample, words)) };
  if (score === null) return { ...figures, reason: toText(whyUnscored(sample, chosen, given)) };
  return {
    ...figures,
    passed: verdictOf(given?.value, chosen?.reading.rules ?? {}),
    reason: reasonOf(given),
  };
}

const reasonOf = (score: Score | undefined) =>
  toText(score?.explanation ?? (score?.answer ? `answer: ${score.answer}` : null));

/** Not 0: that would blame the model for what nobody graded. Not left out: the item would be missed by nobody. */
function whyUnscored(
  { limit }: Sample,
  chosen: ChosenScorer | null,
  given: Score | undefined,
): string | null {
  const value = given?.value ?? null;
  if (chosen && value !== null) {
    const why = `The scorer ${chosen.label} gave ${shown(value)}, which is no score ${scaleOf(chosen.reading.rules)}`;
    return given?.explanation ? `${why}: ${given.explanation}` : why;
  }
  if (limit) return `Stopped by its ${limit.type} limit before it was scored`;
  return given ? (given.explanation ?? `The scorer ${chosen?.label} gave no score`) : null;
}

/** A conversation for a person to read: a single message alone, of several each with its role. */
function messagesText(messages: string | readonly Message[]): string {
  if (typeof messages === "string") return messages;
  const [only] = messages;
  if (only && messages.length === 1) return messageText(only);
  return messages.map((message) => `${message.role}: ${messageText(message)}`).join("\n\n");
}

/** What a message says; images and the like are told by their kind. */
function messageText({ content }: Message): string {
  if (typeof content === "string") return content;
  return content
    .filter(({ type }) => type !== "reasoning")
    .map(({ type, text }) => (type === "text" ? (text ?? "") : `[${type}]`))
    .join("\n");
}

/**
 * Tokens and cost of one sample: of the evaluated model where it is named among the models used, a grader's are not its
 * own; else, as for an agent that chose its models itself, of all. Null where nobody counted.
 */
function usageOf(
  usages: Readonly<Record<string, Usage>>,
  model: string,
): Pick<NewResult, "inputTokens" | "outputTokens" | "costUsd"> {
  const own = Object.entries(usages).filter(([name]) => name === model);
  const counted = (own.length > 0 ? own : Object.entries(usages)).map(([, usage]) => usage);
  return {
    inputTokens: sumKnown(counted.map((usage) => usage.input_tokens)),
    outputTokens: sumKnown(counted.map((usage) => usage.output_tokens)),
    costUsd: sumKnown(counted.map((usage) => usage.total_cost)),
  };
}
