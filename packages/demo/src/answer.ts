import type { PlannedRun } from "./day-runs.ts";
import type { Item } from "./items/item.ts";
import type { Random } from "./random.ts";
import { chanceOf, usualLatencyMs } from "./story-effects.ts";

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
