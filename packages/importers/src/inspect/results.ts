import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { ImportError } from "../importer.ts";
import { isRecord } from "../json.ts";
import { toName } from "../names.ts";
import { onScale, sumKnown, toText, withoutStack } from "../text.ts";
import type { ChosenScorer } from "./inspect.ts";
import type { Message, PlacedSample, Sample, Score, Usage } from "./log.ts";

const MS_PER_SECOND = 1_000;

/** A sample as a result; its epoch is the repeat. Throws `ImportError` where its score is of another scale. */
export function resultOf(
  { sample, where }: PlacedSample,
  chosen: ChosenScorer | null,
  model: string,
): NewResult {
  const message = sample.output?.choices?.[0]?.message;
  const input = messagesText(sample.input);
  return {
    itemKey: toName(String(sample.id)) || hash(input, 32),
    repeat: sample.epoch,
    input: toText(input),
    expected: toText(Array.isArray(sample.target) ? sample.target.join("\n") : sample.target),
    output: toText(message && messageText(message)),
    latencyMs: typeof sample.working_time === "number" ? sample.working_time * MS_PER_SECOND : null,
    ...usageOf(sample.model_usage ?? {}, model),
    ...gradeOf(sample, chosen, where),
  };
}

function gradeOf(sample: Sample, chosen: ChosenScorer | null, where: string) {
  const broken = sample.error?.message ?? null;
  if (broken !== null)
    return {
      score: null,
      error: toText(withoutStack(broken)) || "It broke and did not say why",
      latencyMs: null,
    };
  const { scores } = sample;
  const given = chosen && scores && Object.hasOwn(scores, chosen.scorer) ? scores[chosen.scorer] : undefined;
  const score = chosen && given ? scoreOf(valueOf(given, chosen), `${where}: scores.${chosen.label}`) : null;
  if (score !== null) return { score, reason: reasonOf(given) };
  return { score: null, error: toText(unscored(sample, chosen, given)) };
}

function valueOf({ value }: Score, { part }: ChosenScorer): unknown {
  if (part === null || !isRecord(value)) return value;
  return Object.hasOwn(value, part) ? value[part] : null;
}

const reasonOf = (score: Score | undefined) =>
  toText(score?.explanation ?? (score?.answer ? `answer: ${score.answer}` : null));

/** Not 0: that would blame the model for what nobody graded. Not left out: the item would be missed by nobody. */
function unscored({ limit, output }: Sample, chosen: ChosenScorer | null, given: Score | undefined): string {
  if (output?.error) return withoutStack(output.error);
  if (limit) return `Stopped by its ${limit.type} limit before it was scored`;
  return chosen && given ? `The scorer ${chosen.label} gave no score` : "It was not scored";
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

/** Inspect's own grades, and the words that it counts as numbers. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ["C", 1],
  ["P", 0.5],
  ["I", 0],
  ["N", 0],
  ["yes", 1],
  ["true", 1],
  ["no", 0],
  ["false", 0],
]);

/**
 * A scorer's value as a score in [0, 1]. Null where there is none: Inspect writes NaN, which is read as null, for a
 * sample that a scorer left out of its metrics. Throws `ImportError` for every other value, at `where`.
 */
function scoreOf(value: unknown, where: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = typeof value === "string" ? numberOf(value.trim()) : value;
  if (typeof number !== "number") {
    throw new ImportError(`${where}: is ${shown(value)}; expected C, P, I, N or a number from 0 to 1`);
  }
  const score = onScale(number);
  if (score !== null) return score;
  throw new ImportError(
    `${where}: is ${number}; a score has to lie from 0 to 1, so let the scorer return a share, or choose another with --scorer`,
  );
}

function numberOf(word: string): number | null {
  const known = WORDS.get(word) ?? WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : null;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "an object";
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
