import type { PlannedRun } from "./day-runs.ts";
import type { Item } from "./items/item.ts";
import { luckyModel } from "./models.ts";
import type { Random } from "./random.ts";
import { story } from "./story.ts";

/** What a model answered for one item, in the columns of a result. */
export interface Answer {
  readonly itemKey: string;
  readonly input: string;
  readonly expected: string;
  readonly output: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly error: string | null;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
}

/** Share of the answers that come from the evaluating tool's cache: nothing to measure, nothing to pay. */
const CACHED = 0.02;

/** The model's answer to the dataset's item of that index. */
export function answerTo(item: Item, index: number, run: PlannedRun, random: Random): Answer {
  const chance = chanceOf(run, index);
  const right = Array.from({ length: item.parts }, () => random.fraction() < chance).filter(Boolean).length;
  const output = item.answer(right);
  const cached = random.fraction() < CACHED;
  const latencyMs = Math.round(usualLatencyMs(run) * Math.exp(0.4 * random.normal()));
  return {
    itemKey: item.key,
    input: item.input,
    expected: item.expected,
    output,
    score: right / item.parts,
    reason: run.dataset.reason(right, item.parts),
    error: null,
    latencyMs: cached ? null : latencyMs,
    ...priceOf(run, item.input, output, cached),
  };
}

/** The answer that never came. */
export function brokenAnswer({ key, input, expected }: Item, error: string): Answer {
  return {
    itemKey: key,
    input,
    expected,
    output: null,
    score: null,
    reason: null,
    error,
    latencyMs: null,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
  };
}

/** Some four characters make a token. */
const tokensOf = (text: string) => Math.ceil(text.length / 4);

function priceOf({ model, dataset, version }: PlannedRun, input: string, output: string, cached: boolean) {
  if (model.price === null) return { inputTokens: null, outputTokens: null, costUsd: null };
  const inputTokens = tokensOf((dataset.prompt.versions[version - 1]?.text ?? "") + input);
  const outputTokens = tokensOf(output);
  const [inputPrice, outputPrice] = model.price;
  const costUsd = cached ? 0 : (inputTokens * inputPrice + outputTokens * outputPrice) / 1e6;
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
