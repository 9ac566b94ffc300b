import type {
  Answers,
  DatasetsAnswer,
  LatencyAnswer,
  ModelsAnswer,
  PromptsAnswer,
} from "@evalboard/contract";
import { powerWords } from "./changes.ts";
import {
  formatCount,
  formatCounted,
  formatRelativeChange,
  formatScore,
  formatScoreChange,
} from "./numbers.ts";

/** A sentence for each of the board's questions, in plain text. */
export type AnswerSentences = Readonly<Record<keyof Answers, string>>;

/** What the server found, in words: every figure and every decision is the server's. */
export function answerSentences(answers: Answers): AnswerSentences {
  return {
    models: answerSentence(answers, "models"),
    datasets: answerSentence(answers, "datasets"),
    latency: answerSentence(answers, "latency"),
    prompts: answerSentence(answers, "prompts"),
  };
}

/** The sentence for one of them. */
export function answerSentence(
  { models, datasets, latency, prompts }: Answers,
  question: keyof Answers,
): string {
  switch (question) {
    case "models":
      return `${wordModels(models)}.`;
    case "datasets":
      return `${wordDatasets(datasets)}.`;
    case "latency":
      return `${wordLatency(latency)}.`;
    case "prompts":
      return `${wordPrompts(prompts)}.`;
  }
}

function wordModels({ subject, join, ...answer }: ModelsAnswer): string {
  const { state, n } = answer;
  if (state === "none") return "No model has a scored run in this time";
  if (state === "apart") return wordApart("models", join);
  const name = subject === null ? "one model" : nameOf(subject);
  const mix = n.others === 1 ? "1 dataset" : `the common mix of ${formatCounted(n.others, "dataset")}`;
  if (state === "only one") return `${name} is the only model, ${wordAlone(answer, `on ${mix}`)}`;
  const found = `${wordScore(answer)} on ${mix} ${wordAnswers(n)}`;
  const rest = wordUnranked(answer.apart, "model");
  if (state === "leads") return `${name} leads, ${found}${rest}`;
  return `${name} is first, ${found}${wordTied(answer.tied)}${rest}`;
}

function wordDatasets({ subject, join, ...answer }: DatasetsAnswer): string {
  const { state, n } = answer;
  const saturated = wordSaturated(answer.saturated);
  if (state === "none") return "No dataset has a scored run in this time";
  if (state === "apart") return `${wordApart("datasets", join)}${saturated}`;
  const name = subject === null ? "one dataset" : nameOf(subject);
  const mix = n.others === 1 ? "1 model" : `the common mix of ${formatCounted(n.others, "model")}`;
  if (state === "only one")
    return `${name} is the only dataset, ${wordAlone(answer, `by ${mix}`)}${saturated}`;
  const found = `${wordScore(answer)} by ${mix} ${wordAnswers(n)}`;
  const rest = `${wordUnranked(answer.apart, "dataset")}${saturated}`;
  if (state === "hardest") return `${name} is the hardest, ${found}${rest}`;
  return `${name} comes out hardest, ${found}${wordTied(answer.tied)}${rest}`;
}

function wordLatency({ state, ratio, interval, mostMoved, ...n }: LatencyAnswer): string {
  if (state === "none") return "No run has a latency in this time";
  if (state === "nothing before")
    return "No latency of the same models and datasets before this time to compare with";
  const within = `within ${formatCounted(n.pairs, "pair")} of model and dataset`;
  const runs = `(${formatCounted(n.runs, "run")}, ${formatCount(n.previousRuns)} before)`;
  const change = ratio === null ? "" : `${wordRatio(ratio)}${wordRange(interval, wordRatio)} `;
  const found = `${change}${within} ${runs}`;
  if (state === "no clear change") return `No clear change of latency, ${found}`;
  if (state === "too little to say") return `Too little to say of latency, ${found}`;
  const most = mostMoved && `; most by ${nameOf(mostMoved)}, ${wordRatio(mostMoved.ratio)}`;
  return `Answers came ${state}, ${found}${most ?? ""}`;
}

function wordPrompts({
  state,
  subject,
  figure,
  interval,
  n,
  detectableChange,
  counts,
}: PromptsAnswer): string {
  if (state === "none") return "No prompt change to judge in this time";
  if (state === "nothing to compare") return "No new version shares a scored item with the version before it";
  const newer = subject === null ? "one prompt" : `${subject.name} v${subject.newer}`;
  const older = subject === null ? "the version before" : `v${subject.older}`;
  const others = wordCounts(counts);
  const change =
    figure === null ? "" : `${formatScoreChange(figure)}${wordRange(interval, formatScoreChange)} `;
  const found = `${change}(${formatCounted(n.items, "item")}, ${formatCounted(n.runs, "run")})`;
  if (state === "improved") return `${newer} improved on ${older} by ${found}${others}`;
  if (state === "worse") return `${newer} is worse than ${older}, ${found}${others}`;
  const power = powerWords({ verdict: state, detectableChange });
  const rest = `${power === null ? "" : `; ${power}`}${others}`;
  if (state === "no clear change") return `${newer} made no clear change to ${older}, ${found}${rest}`;
  return `Too little to say of ${newer} against ${older}, ${found}${rest}`;
}

interface Named {
  readonly provider?: string;
  readonly name: string;
}

/** `openai/gpt-4o`, `capitals`. */
const nameOf = ({ provider, name }: Named) => (provider === undefined ? name : `${provider}/${name}`);

function wordApart(what: string, join: ModelsAnswer["join"] | DatasetsAnswer["join"]): string {
  const found = `Too little to say: no two ${what} can be compared`;
  if (join === null) return found;
  return `${found}; run ${nameOf(join.model)} on ${nameOf(join.dataset)} as well to compare it`;
}

interface Estimate {
  readonly figure: number | null;
  readonly interval: Range | null;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** `0.810 [0.780, 0.840]`. */
function wordScore({ figure, interval }: Estimate): string {
  return figure === null ? "no score" : `${formatScore(figure)}${wordRange(interval, formatScore)}`;
}

/** Of what there is only one of: `mix` says what its score is adjusted to, where it was run with several. */
function wordAlone({ n, ...score }: Estimate & { readonly n: ModelsAnswer["n"] }, mix: string): string {
  return `${wordScore(score)} ${n.others > 1 ? mix : "on average"} ${wordAnswers(n)}`;
}

/** ` [+0.012, +0.080]`; nothing where there is no interval. */
function wordRange(interval: Range | null, format: (value: number) => string): string {
  return interval === null ? "" : ` [${format(interval.low)}, ${format(interval.high)}]`;
}

const wordRatio = (ratio: number) => formatRelativeChange(ratio - 1);

/** An item asked again is no new item, so what is counted here are answers. */
const wordAnswers = ({ runs, items }: ModelsAnswer["n"]) =>
  `(${formatCounted(items, "answer")}, ${formatCounted(runs, "run")})`;

interface Several {
  readonly count: number;
  readonly first: readonly Named[];
}

/** `a, b, c and 4 more`. */
function wordNames({ count, first }: Several): string {
  const more = count - first.length;
  return `${first.map(nameOf).join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
}

function wordTied(tied: Several): string {
  if (tied.count === 1) return `; it cannot be told from ${wordNames(tied)}`;
  return `; it cannot be told from ${formatCounted(tied.count, "other")} (${wordNames(tied)})`;
}

function wordSaturated(saturated: Several): string {
  if (saturated.count === 0) return "";
  if (saturated.count === 1) return `; ${wordNames(saturated)} is saturated`;
  return `; ${formatCounted(saturated.count, "dataset")} are saturated (${wordNames(saturated)})`;
}

const wordUnranked = (apart: number, noun: string) =>
  apart === 0 ? "" : `; ${formatCounted(apart, noun)} not ranked`;

/** `; of 5 changes 1 improved, 2 no clear change, 2 too little to say`; nothing where there is only one. */
function wordCounts(counts: PromptsAnswer["counts"]): string {
  const kinds = [
    [counts.improved, "improved"],
    [counts.worse, "worse"],
    [counts.noClearChange, "no clear change"],
    [counts.tooLittle, "too little to say"],
    [counts.nothingToCompare, "nothing to compare"],
  ] as const;
  const total = kinds.reduce((sum, [count]) => sum + count, 0);
  if (total < 2) return "";
  const words = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${formatCount(count)} ${kind}`);
  return `; of ${formatCounted(total, "change")} ${words.join(", ")}`;
}
