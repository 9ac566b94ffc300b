import { DEFAULT_PASS_MARK } from "@evalboard/contract/words";
import type { PlannedRun } from "./day-runs.ts";
import type { Item } from "./items/item.ts";
import { luckyModel } from "./models.ts";
import type { Random } from "./random.ts";
import { story } from "./story.ts";

/** What a model answered for one item, in the columns of a result. */
export interface Answer {
  readonly itemKey: string;
  readonly itemName: string;
  readonly input: string;
  readonly expected: string;
  readonly output: string | null;
  readonly score: number | null;
  readonly passed: boolean | null;
  readonly metrics: Readonly<Record<string, number | string>> | null;
  readonly reason: string | null;
  readonly error: string | null;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
  readonly cached: boolean;
}

/** Share of the answers that come from the evaluating tool's cache: nothing to measure, and nothing to pay of their price. */
const CACHED = 0.02;

/** What chance there is in answering, and in grading what was answered. */
export interface Chance {
  readonly random: Random;
  readonly judge: Random;
}

/** The model's answer to the dataset's item of that index. */
export function answerTo(item: Item, index: number, run: PlannedRun, { random, judge }: Chance): Answer {
  const chance = chanceOf(run, index);
  const right = Array.from({ length: item.parts }, () => random.fraction() < chance).filter(Boolean).length;
  const output = item.answer(right);
  const cached = random.fraction() < CACHED;
  const latencyMs = Math.round(usualLatencyMs(run) * Math.exp(0.4 * random.normal()));
  return {
    ...asked(item),
    output,
    ...gradeOf(run, { item, index, output, right }, judge),
    error: null,
    latencyMs: cached ? null : latencyMs,
    ...priceOf(run, item.input, output),
    cached,
  };
}

interface GivenAnswer {
  readonly item: Item;
  readonly index: number;
  readonly output: string;
  /** How many parts are right. */
  readonly right: number;
}

/** What a grader says of an answer, where one has come to it. */
function gradeOf(run: PlannedRun, { item, index, output, right }: GivenAnswer, judge: Random) {
  if (isUnscored(run, index)) return { score: null, passed: null, metrics: null, reason: null };
  const { dataset } = run;
  const score = right / item.parts;
  return {
    score,
    passed: score >= (dataset.passMark ?? DEFAULT_PASS_MARK),
    metrics: dataset.metrics?.({ output, score, parts: item.parts }, judge) ?? null,
    reason: dataset.reason(right, item.parts),
  };
}

function isUnscored({ dataset, daysAgo }: PlannedRun, index: number): boolean {
  const { unscored } = story;
  if (dataset.name !== unscored.dataset || daysAgo <= unscored.untilDaysAgo) return false;
  return daysAgo <= unscored.daysAgo || (daysAgo <= unscored.halfDaysAgo && index % 2 === 0);
}

const asked = ({ key, name, input, expected }: Item) => ({ itemKey: key, itemName: name, input, expected });

/** The answer that never came. */
export function brokenAnswer(item: Item, error: string): Answer {
  return {
    ...asked(item),
    output: null,
    score: null,
    passed: null,
    metrics: null,
    reason: null,
    error,
    latencyMs: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    cached: false,
  };
}

/** Some four characters make a token. */
const tokensOf = (text: string) => Math.ceil(text.length / 4);

function priceOf({ model, dataset, version }: PlannedRun, input: string, output: string) {
  if (model.price === null) return { inputTokens: null, outputTokens: null, costUsd: null };
  const inputTokens = tokensOf((dataset.prompt.versions[version - 1]?.text ?? "") + input);
  const outputTokens = tokensOf(output);
  const [inputPrice, outputPrice] = model.price;
  const costUsd = (inputTokens * inputPrice + outputTokens * outputPrice) / 1e6;
  return { inputTokens, outputTokens, costUsd };
}

/** What the regression takes from the log-odds. */
const REGRESSION = 1.6;

/** The chance that a run gets one part of the dataset's item of that index right. */
function chanceOf(run: PlannedRun, index: number): number {
  const { model, dataset, version } = run;
  const lift = dataset.prompt.versions[version - 1]?.lift ?? 0;
  // Some items are harder than others, in every run alike: between -1.5 and 1.5.
  const itemDifficulty = 0.3 * (((index * 7) % 11) - 5);
  const logOdds = model.ability + lift - dataset.difficulty - itemDifficulty - regressionOf(run);
  return 1 / (1 + Math.exp(-logOdds));
}

/** How long the run's usual answer takes, ms. */
function usualLatencyMs({ model, dataset, daysAgo }: PlannedRun): number {
  const { provider, fromDaysAgo, toDaysAgo, factor } = story.slowWeek;
  const slow = model.provider === provider && daysAgo <= fromDaysAgo && daysAgo > toDaysAgo;
  return model.latencyMs * dataset.slowness * (slow ? factor : 1);
}

/** The chance that a call breaks. */
export function errorRateOf({ model }: PlannedRun): number {
  if (model === luckyModel) return 0;
  return model.provider === story.flakyProvider ? 0.02 : 0.006;
}

function regressionOf({ model, dataset, daysAgo }: PlannedRun): number {
  const { regression } = story;
  const regressed = model.provider === regression.provider && model.name === regression.model;
  const spared = dataset.prompt.name === regression.spares;
  return regressed && !spared && daysAgo <= regression.daysAgo ? REGRESSION : 0;
}
