import type { NewResult } from "@evalboard/contract";
import type { PlacedResult } from "../check.ts";
import { hash } from "../hash.ts";
import { ImportError } from "../importer.ts";
import type { RunMetrics } from "../metrics.ts";
import { itemNameOf } from "../names.ts";
import { canonicalJson, toText } from "../text.ts";
import { type ChosenMetrics, hasScore } from "./choose-metrics.ts";
import type { Case, Metric, Turn } from "./file.ts";

const MS_PER_SECOND = 1_000;

/** A case and its place in the file. */
export interface PlacedCase {
  readonly case: Case;
  readonly where: string;
}

/**
 * One run's results in the order of its cases. DeepEval has no stable name for an item: its key is the hash of its
 * input, with the test's name where tests of several names share an input. What is the same again is a repeat.
 * Throws `ImportError`.
 */
export function* resultsOf(
  cases: readonly PlacedCase[],
  chosen: ChosenMetrics,
  metrics: RunMetrics,
): Generator<PlacedResult> {
  const keyOf = itemKeys(cases);
  const seen = new Map<string, number>();
  for (const { case: each, where } of cases) {
    const itemKey = keyOf(each);
    const repeat = (seen.get(itemKey) ?? 0) + 1;
    seen.set(itemKey, repeat);
    yield { where, result: resultOf(each, { itemKey, repeat, chosen, metrics, where }) };
  }
}

function itemKeys(cases: readonly PlacedCase[]): (each: Case) => string {
  const names = new Map<string, Set<string>>();
  for (const { case: each } of cases) {
    const input = hash(canonicalJson(questionOf(each)), 32);
    names.set(input, (names.get(input) ?? new Set()).add(ownName(each)));
  }
  return (each) => {
    const input = hash(canonicalJson(questionOf(each)), 32);
    return (names.get(input)?.size ?? 1) > 1 ? hash(`${input} ${ownName(each)}`, 32) : input;
  };
}

/** The name that somebody gave a case; empty where DeepEval counted it. */
const ownName = ({ name }: Case) =>
  /^(?:conversational_)?test_case_\d+$/.test(name ?? "") ? "" : (name ?? "");

/** What a case is about: of a conversation its scenario, else what the user said in it. */
function questionOf({ input, scenario, turns, name }: Case): unknown {
  if (input !== undefined && input !== null) return input;
  if (scenario) return scenario;
  const asked = turns.flatMap(({ role, content, input: question }) =>
    role === "assistant" ? [] : [content ?? question],
  );
  return asked.length > 0 ? asked : (name ?? null);
}

interface Item {
  readonly itemKey: string;
  readonly repeat: number;
  readonly chosen: ChosenMetrics;
  readonly metrics: RunMetrics;
  readonly where: string;
}

function resultOf(each: Case, { itemKey, repeat, chosen, metrics, where }: Item): NewResult {
  const { completionTime, tokenCost, inputTokenCount, outputTokenCount } = each;
  const question = questionOf(each);
  const asked = Array.isArray(question) ? question.map((part) => toText(part)).join("\n") : question;
  const score = scoreOf(each, chosen, where);
  const own = chosen.asked
    ? each.metrics.find(({ name }) => name === chosen.names[0])?.success
    : each.success;
  return {
    itemKey,
    repeat,
    itemName: itemNameOf(question),
    input: toText(asked),
    expected: toText(each.expectedOutput ?? each.expectedOutcome),
    output: toText(each.actualOutput ?? (each.turns.length > 0 ? each.turns.flatMap(said).join("\n") : null)),
    score,
    passed: score === null ? null : (own ?? null),
    metrics: metrics.take(each.metrics.map(({ name, score: value }) => ({ name, value }))),
    reason: toText(each.metrics.map(reasonOf).join("\n") || null),
    latencyMs: typeof completionTime === "number" ? completionTime * MS_PER_SECOND : null,
    costUsd: tokenCost ?? null,
    inputTokens: inputTokenCount ?? null,
    outputTokens: outputTokenCount ?? null,
  };
}

/** A turn as lines of a conversation. */
function said({ role, content, input, actualOutput }: Turn): string[] {
  const lines: [string, unknown][] = [
    [role ?? "", content],
    ["user", input],
    ["assistant", actualOutput],
  ];
  return lines.flatMap(([who, text]) =>
    text === undefined || text === null ? [] : [`${who}: ${toText(text)}`],
  );
}

/** The mean of the chosen metrics. Null where none gave a score, or where one broke: the mean of fewer would be of something else. */
function scoreOf({ metrics }: Case, chosen: ChosenMetrics, where: string): number | null {
  const given = metrics.filter(({ name }) => chosen.names.includes(name));
  if (given.some(({ error, score }) => error && !hasScore({ score }))) return null;
  const scores = given.filter(hasScore).map((metric) => {
    const score = chosen.scoreOf(metric);
    if (score !== null) return score;
    throw new ImportError(
      `${where}, ${metric.name}: is ${JSON.stringify(metric.score)?.slice(0, 40)}; a score has to lie from 0 to 1, so say with --scale from where to where it goes`,
    );
  });
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function reasonOf({ name, score, reason, error }: Metric): string {
  const value = error ? `broke: ${error}` : hasScore({ score }) ? (toText(score) ?? "") : "no score";
  return [`${name}: ${value}`, reason].filter(Boolean).join(", ");
}
