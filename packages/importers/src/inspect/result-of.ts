import type { NewResult } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { isRecord } from "../is-record.ts";
import { toName } from "../to-name.ts";
import { toText } from "../to-text.ts";
import { withoutStack } from "../without-stack.ts";
import type { ChosenScorer } from "./choose-scorer.ts";
import type { PlacedSample } from "./inspect-log.ts";
import { messagesText, messageText } from "./message-text.ts";
import type { Sample, Score } from "./sample.ts";
import { scoreOf } from "./score-of.ts";
import { usageOf } from "./usage-of.ts";

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
