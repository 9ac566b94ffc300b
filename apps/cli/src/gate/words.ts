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

/** `0.712 → 0.655`. */
export function wordScores({ score }: Comparison): string {
  return fromTo(score.baseline, score.candidate, formatScore);
}

/** `−0.057`. */
export function wordChange({ score }: Comparison): string {
  return formatOrUnknown(score.difference, formatScoreChange);
}

/** `−0.089 to −0.025`. */
export function wordInterval({ score: { interval } }: Comparison): string {
  if (interval === null) return formatOrUnknown(null, formatScoreChange);
  return `${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`;
}

/** `<0.001, paired t`. */
export function wordTest({ score }: Comparison): string {
  const p = formatOrUnknown(score.pValue, formatPValue);
  return score.test === null ? p : `${p}, ${score.test}`;
}

/** `400 shared, 12 in the baseline alone`, or how many each side has where they share none. */
export function wordItems(comparison: Comparison): string {
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

/** `3 → 12 of 400 results`: they have no score and count in nothing above; null where none did. */
export function wordErrored({ baseline, candidate }: Comparison): string | null {
  if (baseline.erroredResults + candidate.erroredResults === 0) return null;
  const [before, now] = [baseline, candidate].map(({ erroredResults }) => formatCount(erroredResults));
  return `${before} → ${now} of ${formatCounted(candidate.results, "result")}`;
}

/** `31 lost, 8 gained`; null where no item stands on both sides. */
export function wordFlips({ passes }: Comparison): string | null {
  return passes && `${formatCount(passes.lost)} lost, ${formatCount(passes.gained)} gained`;
}

/** `31 items, passed before and fail now`. */
export function wordLost({ passes }: Comparison): string | null {
  return passes && `${formatCounted(passes.lost, "item")}, passed before and fail now`;
}

/** `8 items, failed before and pass now`. */
export function wordGained({ passes }: Comparison): string | null {
  return passes && `${formatCounted(passes.gained, "item")}, failed before and pass now`;
}

/** What lost and gained mean. */
export const FLIPS_MEAN = `lost: passed in the baseline and fails now; gained: the other way round; an item passes from a mean score of ${PASS_SCORE} on`;

/** `812 ms → 934 ms`, of a result. */
export function wordLatency({ baseline, candidate }: Comparison): string {
  return fromTo(baseline.meanLatencyMs, candidate.meanLatencyMs, formatLatency);
}

/** `$0.0012 → $0.0011`, of a result. */
export function wordCost({ baseline, candidate }: Comparison): string {
  return fromTo(baseline.meanCostUsd, candidate.meanCostUsd, formatCost);
}

/** What would have been seen, where nothing was; null where there is a verdict either way. */
export function wordDetectable({ verdict, score }: Comparison): string | null {
  if (verdict === "improved" || verdict === "worse" || score.detectableChange === null) return null;
  return `a true change of ${formatScore(score.detectableChange)} would have shown four times in five, a smaller one less often`;
}

function fromTo(before: number | null, now: number | null, format: (value: number) => string): string {
  return `${formatOrUnknown(before, format)} → ${formatOrUnknown(now, format)}`;
}
