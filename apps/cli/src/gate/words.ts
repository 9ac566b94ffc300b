import { type Comparison, PASS_SCORE, type RunRow } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatPValue,
  formatScore,
  formatScoreChange,
} from "@evalboard/format";

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

/** The figures of a comparison in words, the same in a terminal and in a pull request. */
export interface ComparisonWords {
  /** `0.712 → 0.655`. */
  readonly scores: string;
  /** `−0.057`. */
  readonly change: string;
  /** `−0.089 to −0.025`. */
  readonly interval: string;
  /** `<0.001, paired t`. */
  readonly test: string;
  /** `400 shared, 12 in the baseline alone`, or how many each side has where they share none. */
  readonly items: string;
  /** `31 lost, 8 gained`; this and the next two are null where no item stands on both sides. */
  readonly flips: string | null;
  /** `31 items, passed before and fail now`. */
  readonly lost: string | null;
  /** `8 items, failed before and pass now`. */
  readonly gained: string | null;
  /** `3 → 12 of 400 results`: they have no score and count in nothing above; null where none did. */
  readonly errored: string | null;
  /** What would have been seen, where nothing was; null where there is a verdict either way. */
  readonly detectable: string | null;
  /** `812 ms → 934 ms`, of a result. */
  readonly latency: string;
  /** `$0.0012 → $0.0011`, of a result. */
  readonly cost: string;
}

export function wordComparison(comparison: Comparison): ComparisonWords {
  const { score, passes, baseline, candidate } = comparison;
  const { interval } = score;
  const p = formatOrUnknown(score.pValue, formatPValue);
  return {
    scores: fromTo(score.baseline, score.candidate, formatScore),
    change: formatOrUnknown(score.difference, formatScoreChange),
    interval: interval
      ? `${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`
      : formatOrUnknown(null, formatScoreChange),
    test: score.test === null ? p : `${p}, ${score.test}`,
    items: wordItems(comparison),
    flips: passes && `${formatCount(passes.lost)} lost, ${formatCount(passes.gained)} gained`,
    lost: passes && `${formatCounted(passes.lost, "item")}, passed before and fail now`,
    gained: passes && `${formatCounted(passes.gained, "item")}, failed before and pass now`,
    errored:
      baseline.erroredResults + candidate.erroredResults === 0
        ? null
        : `${fromTo(baseline.erroredResults, candidate.erroredResults, formatCount)} of ${formatCounted(candidate.results, "result")}`,
    detectable: wordDetectable(comparison),
    latency: fromTo(baseline.meanLatencyMs, candidate.meanLatencyMs, formatLatency),
    cost: fromTo(baseline.meanCostUsd, candidate.meanCostUsd, formatCost),
  };
}

function wordItems(comparison: Comparison): string {
  const { pairing, sharedItems, baselineOnlyItems, candidateOnlyItems, baseline, candidate } = comparison;
  if (pairing === "unpaired") {
    return `none shared: ${formatCount(baseline.scoredItems)} against ${formatCount(candidate.scoredItems)}`;
  }
  const alone = [
    [baselineOnlyItems, "in the baseline alone"],
    [candidateOnlyItems, "in the run alone"],
  ] as const;
  const others = alone
    .filter(([items]) => items > 0)
    .map(([items, where]) => `${formatCount(items)} ${where}`);
  return [`${formatCount(sharedItems)} shared`, ...others].join(", ");
}

function wordDetectable({ verdict, score }: Comparison): string | null {
  if (verdict === "improved" || verdict === "worse" || score.detectableChange === null) return null;
  return `a true change of ${formatScore(score.detectableChange)} would have shown four times in five, a smaller one less often`;
}

function fromTo(before: number | null, now: number | null, format: (value: number) => string): string {
  return `${formatOrUnknown(before, format)} → ${formatOrUnknown(now, format)}`;
}

/** What lost and gained mean. */
export const FLIPS_MEAN = `lost: passed in the baseline and fails now; gained: the other way round; an item passes from a mean score of ${PASS_SCORE} on`;
