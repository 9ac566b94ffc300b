import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import type { RunMetrics } from "../metrics.ts";
import { isReadable, shortName, toName } from "../names.ts";
import type { ScoreRules } from "../scale.ts";
import { scaleOf, shown } from "../score-tally.ts";
import { sumKnown, toText, withoutStack } from "../text.ts";
import type { ChosenScorer } from "./choose-scorer.ts";
import type { PlacedSample, Sample, Score, Usage } from "./log.ts";
import { answerText, messagesText, questionOf, transcriptOf } from "./messages.ts";
import { metricsOf, readScore, scoredBy, verdictOf } from "./scorers.ts";

const MS_PER_SECOND = 1_000;

/** Whose scores are taken, what the person says of words, and the metrics of the run. */
export interface Scoring {
  /** Null where nothing is a score, or nobody knows yet what is. */
  readonly chosen: ChosenScorer | null;
  readonly words: ScoreRules["words"];
  readonly metrics: RunMetrics;
  /** Whether the log was read before, and its results are sent now. */
  readonly isChecked: boolean;
}

/** A sample as a result; its epoch is the repeat. */
export function resultOf({ sample }: PlacedSample, scoring: Scoring, model: string): NewResult {
  const message = sample.output?.choices?.[0]?.message;
  const input = messagesText(sample.input);
  const id = toName(String(sample.id));
  return {
    itemKey: id || hash(input, 32),
    itemName: id && isReadable(id) ? null : shortName(questionOf(sample.input)),
    repeat: sample.epoch,
    input: toText(input),
    expected: toText(Array.isArray(sample.target) ? sample.target.join("\n") : sample.target),
    output: toText(message && answerText(message)),
    // What is only checked needs none: it is as long as may be in any case.
    ...(scoring.isChecked ? { transcript: transcriptOf(sample) } : {}),
    latencyMs: typeof sample.working_time === "number" ? sample.working_time * MS_PER_SECOND : null,
    ...usageOf(sample.model_usage ?? {}, model),
    ...gradeOf(sample, scoring),
  };
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
