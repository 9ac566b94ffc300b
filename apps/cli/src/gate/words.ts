import type { ComparedMetric, Comparison, RunRow } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatMetric,
  formatMetricChange,
  formatOrUnknown,
  formatPValue,
  formatScore,
  formatScoreChange,
  passWords,
  planWords,
  powerWords,
  remarkWords,
  UNKNOWN,
} from "@evalboard/format";
import { differingTags } from "./find-runs.ts";
import { wordPassRate } from "./rules.ts";

type Named = Pick<RunRow, "model" | "dataset" | "prompt">;

/** What a run evaluated: `openai/gpt-4o on capitals`, `openai/gpt-4o → openai/gpt-5 on capitals`. */
export function nameRun({ model, dataset }: Named, baseline: Named | null): string {
  const [before, now] = [baseline?.model ?? model, model].map(({ provider, name }) => `${provider}/${name}`);
  return `${before === now ? now : `${before} → ${now}`} on ${dataset.name}`;
}

/** The prompts of a comparison, as short as they go: `ask v3`, `ask v2 → v3`, `ask v2 → greet v1`. */
export function namePrompts({ prompt }: Named, baseline: Named | null): string {
  const now = `${prompt.name} v${prompt.version}`;
  if (baseline === null || baseline.prompt.versionId === prompt.versionId) return now;
  const before = `${baseline.prompt.name} v${baseline.prompt.version}`;
  return `${before} → ${baseline.prompt.id === prompt.id ? `v${prompt.version}` : now}`;
}

/** What is to be said of two runs beside their comparison. */
export interface PairWords {
  /** `75.0% of 40 → 62.5% of 40`: the share of each run's own scored results that passed. */
  readonly passRates: string;
  /** Which metric the score is; null where no tool said it. */
  readonly scoredBy: string | null;
  /** `temperature 0 → 0.7`; null where their tags are the same. */
  readonly tags: string | null;
  /** Which of the two is limited, and that they did not ask the same items, and how these differ; null where they did. */
  readonly asked: string | null;
}

export function wordPair(candidate: RunRow, baseline: RunRow, comparison: Comparison): PairWords {
  return {
    passRates: `${wordPassRate(baseline)} → ${wordPassRate(candidate)}`,
    scoredBy: wordScoredBy(candidate.scoreMetric, baseline.scoreMetric),
    tags: wordDifferingTags(candidate, baseline),
    asked: wordAsked(candidate, baseline, comparison),
  };
}

function wordScoredBy(now: string | null, before: string | null): string | null {
  if (now === before) return now;
  const word = (metric: string | null) => metric ?? "a metric that nobody named";
  return `${word(before)} in the baseline, ${word(now)} in the run: their scores may not be of one kind`;
}

function wordDifferingTags(candidate: RunRow, baseline: RunRow): string | null {
  const names = differingTags(candidate, baseline);
  const [before, now] = [new Map(Object.entries(baseline.tags)), new Map(Object.entries(candidate.tags))];
  const word = (name: string) => `${name} ${before.get(name) ?? UNKNOWN} → ${now.get(name) ?? UNKNOWN}`;
  return names.length === 0 ? null : names.toSorted().map(word).join(", ");
}

function wordAsked(candidate: RunRow, baseline: RunRow, comparison: Comparison): string | null {
  const words = [wordLimited(candidate, baseline), wordOtherItems(candidate, baseline, comparison)];
  const said = words.filter((text) => text !== null);
  return said.length === 0 ? null : said.join("; ");
}

function wordLimited(candidate: RunRow, baseline: RunRow): string | null {
  if (!candidate.limited && !baseline.limited) return null;
  if (candidate.limited && baseline.limited) return "both runs are limited";
  return `the ${candidate.limited ? "run" : "baseline"} is limited`;
}

function wordOtherItems(candidate: RunRow, baseline: RunRow, comparison: Comparison): string | null {
  if (candidate.itemsHash === baseline.itemsHash) return null;
  const { changedItems } = comparison;
  const { baselineOnlyItems, candidateOnlyItems } = comparison.change;
  const alone = baselineOnlyItems + candidateOnlyItems;
  const differences = [
    ...(alone === 0 ? [] : [`${formatCounted(alone, "item")} ${are(alone)} only in one of them`]),
    ...(changedItems === 0
      ? []
      : [
          `${formatCount(changedItems)} shared ${changedItems === 1 ? "one has" : "ones have"} another question`,
        ]),
  ];
  return ["not the same items", ...(differences.length === 0 ? [] : [differences.join("; ")])].join(": ");
}

const are = (count: number) => (count === 1 ? "is" : "are");

/** The figures of a comparison in words, the same in a terminal and in a pull request. */
export interface ComparisonWords {
  /** `0.712 → 0.655`. */
  readonly scores: string;
  /** `−0.057`. */
  readonly change: string;
  /** `−0.089 to −0.025`, however often one looks. */
  readonly interval: string;
  /** `0.012`, corrected for the runs that are judged together. */
  readonly p: string;
  /** `−0.082 to −0.032, p <0.001`, for who looks once; null where the runs allow none. */
  readonly oneLook: string | null;
  /** `400 shared, 12 in the baseline alone`, or how many each side has where they share none. */
  readonly items: string;
  /** `8 items gained, 31 lost, McNemar's mid-p <0.001`; this and the next three are null where no item stands on both sides. */
  readonly flips: string | null;
  /** `31 items, passed before and fail now`. */
  readonly lost: string | null;
  /** `8 items, failed before and pass now`. */
  readonly gained: string | null;
  /** Of items lost against items gained. */
  readonly midP: string | null;
  /** `3 → 12 of 400 results`: they have no score and count in nothing above; null where none did. */
  readonly errored: string | null;
  /** The same of answers that nobody has scored. */
  readonly unscored: string | null;
  /** What would have been seen, where nothing was; null where there is a verdict either way. */
  readonly power: string | null;
  /** What no formula mends. */
  readonly remarks: readonly string[];
  /** What it would take, where there is too little to say. */
  readonly plan: string | null;
  /** `812 ms → 934 ms`, of a result. */
  readonly latency: string;
  /** `$0.0012 → $0.0011`, of a result. */
  readonly cost: string;
}

export function wordComparison(comparison: Comparison): ComparisonWords {
  const { score, change, baseline, candidate } = comparison;
  const { interval, passes, oneLook } = change;
  const wordResults = (of: "erroredResults" | "unscoredResults") =>
    baseline[of] + candidate[of] === 0
      ? null
      : `${fromTo(baseline[of], candidate[of], formatCount)} of ${formatCounted(candidate.results, "result")}`;
  return {
    scores: fromTo(score.baseline, score.candidate, formatScore),
    change: formatOrUnknown(change.difference, formatScoreChange),
    interval: interval ? wordInterval(interval) : UNKNOWN,
    p: formatOrUnknown(change.adjustedPValue, formatPValue),
    oneLook: oneLook && `${wordInterval(oneLook.interval)}, p ${formatPValue(oneLook.pValue)}`,
    items: wordItems(comparison),
    flips: passes && passWords(passes),
    lost: passes && `${formatCounted(passes.lost, "item")}, passed before and fail now`,
    gained: passes && `${formatCounted(passes.gained, "item")}, failed before and pass now`,
    midP: passes && `${formatPValue(passes.pValue)}, McNemar's, of the items lost and gained`,
    errored: wordResults("erroredResults"),
    unscored: wordResults("unscoredResults"),
    power: powerWords(change),
    remarks: remarkWords(change),
    plan: change.verdict === "too little to say" ? planWords(change.plan) : null,
    latency: fromTo(baseline.meanLatencyMs, candidate.meanLatencyMs, formatLatency),
    cost: fromTo(baseline.meanCostUsd, candidate.meanCostUsd, formatCost),
  };
}

const wordInterval = ({ low, high }: { readonly low: number; readonly high: number }) =>
  `${formatScoreChange(low)} to ${formatScoreChange(high)}`;

/** A metric of a comparison in words, on its own scale. */
export interface MetricWords {
  readonly name: string;
  /** `0.8125 → 0.7792`. */
  readonly means: string;
  /** `−0.0333, −0.05 to −0.01`. */
  readonly change: string;
  readonly p: string;
  readonly items: string;
  /** `higher`, `lower`, `not said`. */
  readonly better: string;
}

export function wordMetric(metric: ComparedMetric): MetricWords {
  const { name, baseline, candidate, difference, interval, pValue, items, higherIsBetter } = metric;
  const change = formatMetricChange(difference);
  return {
    name,
    means: fromTo(baseline, candidate, formatMetric),
    change: interval
      ? `${change}, ${formatMetricChange(interval.low)} to ${formatMetricChange(interval.high)}`
      : change,
    p: formatOrUnknown(pValue, formatPValue),
    items: formatCount(items),
    better: higherIsBetter === null ? "not said" : higherIsBetter ? "higher" : "lower",
  };
}

function wordItems(comparison: Comparison): string {
  const { pairing, change, baseline, candidate } = comparison;
  if (pairing === "unpaired") {
    return `none shared: ${formatCount(baseline.scoredItems)} against ${formatCount(candidate.scoredItems)}`;
  }
  const alone = [
    [change.baselineOnlyItems, "in the baseline alone"],
    [change.candidateOnlyItems, "in the run alone"],
  ] as const;
  const others = alone
    .filter(([items]) => items > 0)
    .map(([items, where]) => `${formatCount(items)} ${where}`);
  return [`${formatCount(change.sharedItems)} shared`, ...others].join(", ");
}

function fromTo(before: number | null, now: number | null, format: (value: number) => string): string {
  return `${formatOrUnknown(before, format)} → ${formatOrUnknown(now, format)}`;
}

/** What lost and gained mean. */
export const FLIPS_MEAN =
  "lost: passed in the baseline and fails now; gained: the other way round; whether it passed its tool has said, else its score against the run's pass mark";
