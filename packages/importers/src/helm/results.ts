import type { NewResult } from "@evalboard/contract";
import { type PlacedResult, readShape } from "../check.ts";
import type { SourceFile } from "../importer.ts";
import { isRecord, nullForNonNumbers } from "../json.ts";
import type { RunMetrics } from "../metrics.ts";
import { itemNameOf, toName } from "../names.ts";
import { streamJson } from "../stream-json.ts";
import { toText } from "../text.ts";
import { instanceName, RequestState } from "./file.ts";
import type { RunStats } from "./stats.ts";

const MS_PER_SECOND = 1_000;

/** What HELM counts beside its metrics: of the run or of the prompt, and not of the answer. */
const COUNTED = /^(?:num_|finish_reason_|training_|batch_size$|prompt_truncated$|inference_runtime$)/;

/** When a run's requests were made: those that came from the cache say when they were first made. */
export class RequestTimes {
  #first: number | null = null;
  #last: number | null = null;
  #lastCached: number | null = null;

  /** Takes notice of one request. */
  note({ result }: RequestState): void {
    const { request_datetime: at, request_time: seconds, cached } = result ?? {};
    if (typeof at !== "number") return;
    if (cached === true) this.#lastCached = Math.max(this.#lastCached ?? at, at);
    else {
      this.#first = Math.min(this.#first ?? at, at);
      this.#last = Math.max(this.#last ?? at, at + Math.min(seconds ?? 0, 86_400));
    }
  }

  /** From the first request to the last answer; of cached answers alone not before they were asked. Null where no request says it. */
  get span(): { readonly from: string; readonly to: string } | null {
    const from = this.#first ?? this.#lastCached;
    if (from === null) return null;
    return { from: isoOf(from), to: isoOf(this.#last ?? from) };
  }
}

const isoOf = (seconds: number) => new Date(Math.round(seconds * MS_PER_SECOND)).toISOString();

/** What the results of a run are made with. */
export interface Reading {
  readonly stats: RunStats;
  readonly metrics: RunMetrics;
  readonly times: RequestTimes;
}

/**
 * The results of a scenario state in its order. An instance may have several requests, one after the other: one for
 * each reference, or for each of several outputs. Throws `ImportError`.
 */
export async function* readResults(file: SourceFile, reading: Reading): AsyncGenerator<PlacedResult> {
  let states: RequestState[] = [];
  let begun = { key: "", where: "" };
  for await (const { value, path } of streamJson(file, ["$.request_states.*"], nullForNonNumbers)) {
    const where = `request_states[${path.at(-1)}]`;
    const state = readShape(RequestState, value, where);
    reading.times.note(state);
    const key = JSON.stringify([itemKeyOf(state), state.train_trial_index]);
    if (key !== begun.key) {
      if (states.length > 0) yield { where: begun.where, result: resultOf(states, begun.where, reading) };
      states = [];
      begun = { key, where };
    }
    states.push(state);
  }
  if (states.length > 0) yield { where: begun.where, result: resultOf(states, begun.where, reading) };
}

function itemKeyOf({ instance: { id, input, perturbation } }: RequestState): string {
  return toName(instanceName(id ?? textIn(input) ?? "instance", perturbation)) || "instance";
}

function resultOf(states: readonly RequestState[], where: string, reading: Reading): NewResult {
  const [first] = states;
  if (!first) throw new Error("a result needs a request");
  const { instance, train_trial_index: trial, result } = first;
  const means = reading.stats.meansOf(instanceName(instance.id, instance.perturbation), trial);
  const output = answerOf(states);
  const base: NewResult = {
    itemKey: itemKeyOf(first),
    itemName: itemNameOf(textIn(instance.input)),
    repeat: trial + 1,
    input: textIn(instance.input),
    expected: expectedOf(first),
    output,
    score: null,
  };
  const broken = states.find((state) => state.result?.success !== true);
  if (broken) {
    const why = broken.result
      ? broken.result.error || "The request failed and does not say why"
      : "The request was not made";
    return { ...base, output: null, error: toText(why) };
  }
  const score = reading.stats.scoreOf(means, where);
  const metrics = Object.entries(means).filter(
    ([name]) => !COUNTED.test(name) || name === reading.stats.metric,
  );
  const outputTokens = means.num_output_tokens ?? means.num_completion_tokens ?? null;
  return {
    ...base,
    score,
    passed: verdictOf(score, reading.stats.metric),
    metrics: reading.metrics.take(metrics.map(([name, value]) => ({ name, value }))),
    latencyMs: typeof result?.request_time === "number" ? result.request_time * MS_PER_SECOND : null,
    inputTokens: countOf(means.num_prompt_tokens),
    // HELM writes 0 where the service does not say it.
    outputTokens: outputTokens === 0 && output ? null : countOf(outputTokens),
    cached: result?.cached ?? null,
  };
}

const countOf = (value: number | null | undefined) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** HELM's own verdict: a 1 or a 0 of a metric that knows nothing else. */
function verdictOf(score: number | null, metric: string | null): boolean | null {
  const isWhole = score === 0 || score === 1;
  return isWhole && /exact_match|math_equiv|accuracy$|indicator$/.test(metric ?? "") ? score === 1 : null;
}

/** What was right: the references that are tagged so. */
function expectedOf({ instance: { references } }: RequestState): string | null {
  const right = (references ?? []).filter(({ tags }) => tags?.includes("correct"));
  return right.length === 0 ? null : toText(right.map(({ output }) => textIn(output) ?? "").join("\n"));
}

/** What the model answered, of a letter what it stands for; where each reference was a request, the one it held for the likeliest. */
function answerOf(states: readonly RequestState[]): string | null {
  const own = states.filter(({ request_mode }) => request_mode !== "calibration");
  const likelihood = ({ result }: RequestState) =>
    result?.completions?.[0]?.logprob ?? Number.NEGATIVE_INFINITY;
  const [best] = own.toSorted((a, b) => (likelihood(b) > likelihood(a) ? 1 : -1));
  if (typeof best?.reference_index === "number" && own.length > 1)
    return textIn(best.instance.references?.[best.reference_index]?.output);
  const [first] = own;
  const text = toText(first?.result?.completions?.[0]?.text);
  const mapping = first?.output_mapping ?? {};
  const letter = text?.trim() ?? "";
  return Object.hasOwn(mapping, letter) ? toText(mapping[letter]) : text;
}

/** The text of an input or an output: HELM wraps it, and may have pictures instead. */
function textIn(value: unknown): string | null {
  return toText(isRecord(value) && typeof value.text === "string" ? value.text : value);
}
