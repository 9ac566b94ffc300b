import type { NewResult } from "@evalboard/contract";
import type { ImportOptions } from "../importer.ts";
import { ImportError } from "../importer.ts";
import { isRecord } from "../json.ts";
import type { GivenMetric, RunMetrics } from "../metrics.ts";
import { isReadable, itemNameOf, toName } from "../names.ts";
import { scoreIn } from "../scale.ts";
import { sumKnown, toText } from "../text.ts";
import { type Event, usageOf } from "./file.ts";
import type { Sample } from "./read-samples.ts";

/** What a model that could not be understood is given for its choice; evals counts it as the worst one. */
const INVALID = "__invalid__";

/** Metrics that are scores, the usual ones first. */
const USUAL = ["score", "accuracy", "correct", "exact_match", "f1_score", "f1", "choice"];

/** What the events of a log are scored by. */
export class Scoring {
  #hasMatch = false;
  /** Whether all values of a metric can be scores, by its name. */
  readonly #metrics = new Map<string, boolean>();
  readonly #options: ImportOptions;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** Takes notice of one event. */
  look({ type, data }: Event): void {
    if (type === "match") this.#hasMatch = true;
    if (type !== "metrics") return;
    for (const [name, value] of Object.entries(data ?? {})) {
      if (value === null) continue;
      this.#metrics.set(name, (this.#metrics.get(name) ?? true) && this.scoreOf(value) !== null);
    }
  }

  /** The metric that the score is; `match` is whether the answer was right, null that nothing is. Throws `ImportError`. */
  get metric(): string | null {
    const asked = this.#options.metric;
    const there = [...(this.#hasMatch ? ["match"] : []), ...this.#metrics.keys()];
    if (asked !== undefined) {
      if (there.includes(asked)) return asked;
      throw new ImportError(
        `there is no metric ${JSON.stringify(asked)}; there are ${there.join(", ") || "none"}`,
      );
    }
    if (this.#hasMatch) return "match";
    const fit = there.filter((name) => this.#metrics.get(name) === true);
    return USUAL.find((name) => fit.includes(name)) ?? fit[0] ?? null;
  }

  /** A value as a score in [0, 1]; null where it cannot be one. */
  scoreOf(value: unknown): number | null {
    const score = scoreIn(value, this.#options);
    return score === null && value === INVALID ? 0 : score;
  }

  /** What the person should know of the choice. */
  notes(): string[] {
    const metric = this.metric;
    const names = [...this.#metrics.keys()];
    const others = names.filter((name) => name !== metric);
    if (metric !== null && metric !== "match")
      return others.length === 0
        ? []
        : [`the scores are ${metric}; choose another with --metric: ${others.join(", ")}`];
    if (metric === "match") return [];
    return [
      names.length > 0
        ? `nothing was scored from 0 to 1; ${names.join(", ")} ${names.length > 1 ? "are" : "is"} kept as metrics; say what words count as with --words, such as A=1,B=0, and numbers with --scale`
        : "nothing was scored",
    ];
  }
}

/** One sample as a result. Throws `ImportError`. */
export function resultOf({ id, line, events }: Sample, scoring: Scoring, taken: RunMetrics): NewResult {
  const { metric } = scoring;
  const calls = events.filter(({ type }) => type === "sampling");
  const matches = events.filter(({ type, data }) => type === "match" && typeof data?.correct === "boolean");
  const metrics = events
    .filter(({ type }) => type === "metrics")
    .flatMap(({ data }) => Object.entries(data ?? {}));
  const raw = events.find(({ type }) => type === "raw_sample")?.data;
  const score = scoreOf(matches, metrics, scoring, `line ${line}`);
  const broke = events.find(({ type }) => type === "error")?.data;
  // Where no answer was compared, what was asked after the first call was a grader.
  const graded = matches.length === 0 && metrics.length > 0 && calls.length > 1;
  const own = graded ? calls.slice(0, 1) : calls;
  const usage = own.map(usageOf);
  const [match] = matches;
  const prompt = calls[0]?.data?.prompt ?? raw?.input;
  return {
    itemKey: toName(id) || "sample",
    itemName: isReadable(id) && !/\.\d+$/.test(id) ? null : itemNameOf(questionOf(prompt)),
    repeat: 1,
    input: toText(conversation(prompt)),
    expected: toText(match?.data?.expected ?? raw?.ideal),
    output: toText(only(match?.data?.sampled ?? calls[0]?.data?.sampled)),
    metrics: taken.take(metrics.map(([name, value]): GivenMetric => ({ name, value }))),
    inputTokens: sumKnown(usage.map((each) => each?.prompt_tokens)),
    outputTokens: sumKnown(usage.map((each) => each?.completion_tokens)),
    ...(score === null && broke
      ? { score: null, error: toText(wordsOf(broke)) || "The sample broke and did not say why" }
      : {
          score,
          passed: score !== null && metric === "match" && matches.length === 1 ? score === 1 : null,
          reason: toText(graded ? only(calls.at(-1)?.data?.sampled) : pickedOf(match)),
        }),
  };
}

/** Right answers of all that were compared, or the metric's value. Null where the sample has none. */
function scoreOf(
  matches: readonly Event[],
  metrics: readonly [string, unknown][],
  scoring: Scoring,
  where: string,
): number | null {
  const { metric } = scoring;
  if (metric === "match") {
    const right = matches.filter(({ data }) => data?.correct === true).length;
    return matches.length === 0 ? null : right / matches.length;
  }
  const [, value] = metrics.find(([name, each]) => name === metric && each !== null) ?? [];
  if (value === undefined) return null;
  const score = scoring.scoreOf(value);
  if (score !== null) return score;
  throw new ImportError(
    `${where}, ${metric}: is ${toText(value)?.slice(0, 40)}; a score has to lie from 0 to 1, so say with --scale from where to where it goes`,
  );
}

/** A list of one, such as `sampled` of newer logs, as what stands in it. */
const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** Messages as lines, of whom and what. */
function conversation(prompt: unknown): unknown {
  if (!Array.isArray(prompt) || !prompt.every((each) => isRecord(each) && "content" in each)) return prompt;
  return prompt.map(({ role, content }) => `${toText(role)}: ${toText(content)}`).join("\n\n");
}

/** Of messages the last, which asks. */
const questionOf = (prompt: unknown): unknown => {
  const last: unknown = Array.isArray(prompt) ? prompt.at(-1) : prompt;
  return isRecord(last) && "content" in last ? last.content : last;
};

function pickedOf(match: Event | undefined): string | null {
  const picked = only(match?.data?.picked);
  return picked === undefined || picked === null ? null : `picked: ${toText(picked)}`;
}

function wordsOf({ type, message }: Readonly<Record<string, unknown>>): string {
  return [type, message].filter((word) => typeof word === "string" && word !== "").join(": ");
}
