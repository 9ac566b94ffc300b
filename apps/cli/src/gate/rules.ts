import type { Comparison, RunRow, Verdict } from "@evalboard/contract";
import { formatCount, formatMetric, formatRate } from "@evalboard/format";
import { CommandFault } from "../faults.ts";

/** When a run fails the gate. */
export interface GateRules {
  readonly failIf: readonly Condition[];
  /** `worse`, of either kind, is no failure where the mean score fell by no more than this. */
  readonly allowDrop: number;
}

/** A run that is judged, and what the server says of it against its baseline, corrected for all runs of the gate. */
export interface Judged {
  readonly candidate: RunRow;
  readonly baseline: RunRow;
  readonly comparison: Comparison;
  /** The same by the test for who looks once; null where nobody asked, or it allows no verdict. */
  readonly oneLook: Verdict | null;
}

/** What a condition finds in a run: that it fails, or that nobody can tell, each with why; null where all is well. */
type Finding = { readonly failed: string } | { readonly unknown: string } | null;

/** One thing that `--fail-if` names: of a run by itself, or against its baseline. */
export type Condition = { readonly said: string } & (
  | { readonly ofRun: (candidate: RunRow) => Finding }
  | { readonly ofPair: (judged: Judged, allowDrop: number) => Finding; readonly metric?: string }
);

/** What all conditions find in a run, those that fail and those that nobody can tell. */
export function findAll(
  { failIf, allowDrop }: GateRules,
  candidate: RunRow,
  pair: Omit<Judged, "candidate"> | null,
): { readonly failed: readonly string[]; readonly unknown: readonly string[] } {
  const findings = failIf.map((condition) => {
    if ("ofRun" in condition) return condition.ofRun(candidate);
    return pair && condition.ofPair({ candidate, ...pair }, allowDrop);
  });
  return {
    failed: findings.flatMap((finding) => (finding && "failed" in finding ? [finding.failed] : [])),
    unknown: findings.flatMap((finding) => (finding && "unknown" in finding ? [finding.unknown] : [])),
  };
}

/** Throws `CommandFault` where a condition names a metric that no run has which was compared: a slip of the pen would pass all. */
export function checkMetricNames({ failIf }: GateRules, compared: readonly RunRow[]): void {
  const names = new Set(compared.flatMap(({ metrics }) => metrics?.map(({ name }) => name) ?? []));
  for (const condition of failIf) {
    if (!("metric" in condition) || condition.metric === undefined) continue;
    if (compared.length === 0 || names.has(condition.metric)) continue;
    const there = names.size === 0 ? "they have none" : `there are ${[...names].toSorted().join(", ")}`;
    throw new CommandFault(
      `--fail-if ${condition.said}: no run that is compared has the metric ${JSON.stringify(condition.metric)}; ${there}`,
    );
  }
}

/** A drop from 0.3 to 0.2 is no more than 0.1, whatever is left of it in binary. */
const ROUNDING = 1e-9;

const isBeyond = ({ change }: Comparison, allowDrop: number) =>
  change.difference === null || -change.difference > allowDrop + ROUNDING;

const nothingShared = { unknown: "no item is scored in both runs: nothing to compare" };

/** `worse`: the mean score fell beyond chance, however often one looks, and by more than is allowed. */
export const worse: Condition = {
  said: "worse",
  ofPair({ comparison }, allowDrop) {
    const { verdict } = comparison.change;
    if (verdict === null) return nothingShared;
    return verdict === "worse" && isBeyond(comparison, allowDrop) ? { failed: verdict } : null;
  },
};

/** `worse-at-one-look`: the same by the test for who looks once, at runs that were planned beforehand. */
export const worseAtOneLook: Condition = {
  said: "worse-at-one-look",
  ofPair({ comparison, oneLook }, allowDrop) {
    if (comparison.change.verdict === null) return nothingShared;
    return oneLook === "worse" && isBeyond(comparison, allowDrop) ? { failed: "worse at one look" } : null;
  },
};

/** `no-clear-change`, `too-little-to-say`: the server's verdict on the mean score. */
export function verdictIs(said: string, verdict: Verdict): Condition {
  return {
    said,
    ofPair({ comparison }) {
      if (comparison.change.verdict === null) return nothingShared;
      return comparison.change.verdict === verdict ? { failed: verdict } : null;
    },
  };
}

/** More than `allowed` items fail now that passed in the baseline. */
export function newlyFailing(said: string, allowed: number): Condition {
  return {
    said,
    ofPair({ comparison }) {
      const { passes } = comparison.change;
      if (passes === null) return nothingShared;
      return passes.lost > allowed ? { failed: wordNewlyFailing(passes.lost) } : null;
    },
  };
}

/** `3 items newly fail`. */
export function wordNewlyFailing(lost: number): string {
  return lost === 1 ? "1 item newly fails" : `${formatCount(lost)} items newly fail`;
}

/** How many of a run's results were scored; null of one that has not completed. */
function scoredItemsOf({ totalItems, erroredItems, unscoredItems }: RunRow): number | null {
  return totalItems === null ? null : totalItems - (erroredItems ?? 0) - (unscoredItems ?? 0);
}

/** `62.5% of 40`; a dash where nothing is scored. */
export function wordPassRate(run: RunRow): string {
  const scored = scoredItemsOf(run);
  if (scored === null || scored === 0) return "–";
  return `${formatRate((run.passedItems ?? 0) / scored)} of ${formatCount(scored)}`;
}

/** The share of the run's own scored results that passed is below `least`. */
export function passRateBelow(said: string, least: number): Condition {
  return {
    said,
    ofRun(candidate) {
      const scored = scoredItemsOf(candidate);
      if (scored === null || scored === 0)
        return { unknown: "it has no pass rate: none of its results is scored" };
      if ((candidate.passedItems ?? 0) / scored >= least - ROUNDING) return null;
      return { failed: `pass rate ${wordPassRate(candidate)}, below ${formatRate(least)}` };
    },
  };
}

/** The metric is worse by more than `allowed`, in the direction that is the worse one of it. */
export function metricDrop(said: string, metric: string, allowed: number): Condition {
  return {
    said,
    metric,
    ofPair({ candidate, baseline, comparison }) {
      const has = (run: RunRow) => run.metrics?.some(({ name }) => name === metric) ?? false;
      if (!has(candidate) && !has(baseline)) return null;
      const compared = comparison.metrics.find(({ name }) => name === metric);
      if (!compared) return { unknown: `no item has a figure of ${metric} in both runs` };
      const { higherIsBetter, difference } = compared;
      if (higherIsBetter === null) {
        return {
          unknown: `nobody has said whether a higher ${metric} is better: evalboard metric NAME --higher-is-better, or --lower-is-better, says it`,
        };
      }
      const worsening = higherIsBetter ? -difference : difference;
      if (worsening <= allowed + ROUNDING) return null;
      const moved = higherIsBetter ? "fell" : "rose";
      return {
        failed: `${metric} ${moved} by ${formatMetric(worsening)}, more than ${formatMetric(allowed)}`,
      };
    },
  };
}
