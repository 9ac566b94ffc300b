import type { Comparison } from "@evalboard/contract";
import {
  formatCount,
  formatCounted,
  formatOrUnknown,
  formatPValue,
  formatScore,
  formatScoreChange,
} from "@evalboard/format";
import { Link2, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { differenceScale, VerdictBadge } from "../figures/verdict.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Unknown } from "../kit/figure.tsx";
import { Term } from "../kit/term.tsx";

/** The answer: what the candidate did to the score, how sure that is, and how like was set against like. */
export function VerdictBanner({ comparison }: { readonly comparison: Comparison }): ReactNode {
  return (
    <section
      aria-label="Verdict"
      className="flex flex-col gap-5 rounded-xl border border-line bg-surface p-5 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <VerdictBadge verdict={comparison.verdict} />
        <h2 className="text-lg font-semibold text-pretty">{verdictSentence(comparison)}</h2>
      </div>
      <div className="grid items-center gap-x-10 gap-y-5 lg:grid-cols-2">
        <VerdictFigures comparison={comparison} />
        <DifferenceAxis score={comparison.score} />
      </div>
      <PairingNote comparison={comparison} />
    </section>
  );
}

/** The difference as a tick and its 95 % interval as a band, on an axis with 0 in its middle. Words beside it say the same. */
function DifferenceAxis({ score }: { readonly score: Comparison["score"] }): ReactNode {
  const { difference, interval } = score;
  if (difference === null) return null;
  const scale = differenceScale([{ difference, differenceInterval: interval }]);
  const place = (value: number): string => `${((value + scale) / (2 * scale)) * 100}%`;
  return (
    <div aria-hidden className="w-full">
      <div className="relative h-7">
        <span className="absolute inset-x-0 top-3 h-1 rounded-full bg-sunken" />
        <span className="absolute top-0 left-1/2 h-7 w-px -translate-x-1/2 bg-muted" />
        {interval === null ? null : (
          <span
            className="absolute top-2 h-3 min-w-0.5 rounded-xs bg-accent-line"
            style={{ left: place(interval.low), right: place(-interval.high) }}
          />
        )}
        <span
          className="absolute top-0.5 h-6 w-1 -translate-x-1/2 rounded-full bg-accent"
          style={{ left: place(difference) }}
        />
      </div>
      <div className="mt-1 grid grid-cols-3 text-xs text-muted tabular-nums">
        <span>{formatScoreChange(-scale)} worse</span>
        <span className="text-center">0</span>
        <span className="text-right">better {formatScoreChange(scale)}</span>
      </div>
    </div>
  );
}

/** Whether like was set against like; a visible warning where it was not. */
function PairingNote({ comparison }: { readonly comparison: Comparison }): ReactNode {
  if (comparison.pairing === "unpaired") {
    return (
      <p className="flex gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-pretty text-warn">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          <strong className="font-semibold">Unpaired: the groups share no items.</strong> The difference may
          come from the items, not from what you compare.
        </span>
      </p>
    );
  }
  const leftOut = unpairedItemsWords(comparison);
  return (
    <p className="flex gap-2 text-sm text-pretty text-muted">
      <Link2 className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="text-ink">{pairingWords(comparison)}</span> {leftOut}
      </span>
    </p>
  );
}

/** What the verdict rests on: the difference, its p-value, and what could have been seen. */
function VerdictFigures({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const { difference, interval, pValue, detectableChange } = comparison.score;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      <VerdictFigure
        title="Difference"
        definition="compare.difference"
        value={difference === null ? null : formatScoreChange(difference)}
        basis={interval === null ? "no interval" : intervalWords(interval)}
      />
      <VerdictFigure
        title="P-value"
        definition="compare.pValue"
        value={pValue === null ? null : pValueWords(pValue)}
        basis={testWords(comparison)}
      />
      <VerdictFigure
        title="Detectable change"
        definition="compare.detectable"
        value={detectableChange === null ? null : formatDetectable(detectableChange)}
        basis="four times in five, at 5%"
      />
    </dl>
  );
}

interface VerdictFigureProps {
  readonly title: string;
  readonly definition: Definition;
  readonly value: string | null;
  readonly basis: string;
}

function VerdictFigure({ title, definition, value, basis }: VerdictFigureProps): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">
        <Term definition={definition}>{title}</Term>
      </dt>
      <dd className="text-xl font-semibold tracking-tight whitespace-nowrap tabular-nums">
        {value ?? <Unknown />}
      </dd>
      <dd className="text-xs text-pretty text-muted tabular-nums">{basis}</dd>
    </div>
  );
}

type Interval = NonNullable<Comparison["score"]["interval"]>;

/** The verdict in a sentence. */
export function verdictSentence({ verdict, score }: Comparison): string {
  const { difference, interval, detectableChange } = score;
  if (difference === null) return "There is nothing to compare: a side has no scored items.";
  switch (verdict) {
    case "improved":
    case "worse":
      return `The candidate scores ${differenceWords(difference)}, by more than chance explains.`;
    case "no clear change":
      return readsAsNone(difference)
        ? `The candidate scores the same: ${noDifferenceWords(difference, interval)}.`
        : `The candidate scores ${differenceWords(difference)}, by no more than chance explains.`;
    case "too few items":
      return `Too few items to tell${detectableWords(detectableChange)}.`;
  }
}

/** `0.042 higher`, `less than 0.001 lower`: a mean score is no difference, and a difference is no score. */
function differenceWords(difference: number): string {
  const size = formatScore(Math.abs(difference)).replace("<", "less than ").replace(">", "more than ");
  return `${size} ${difference < 0 ? "lower" : "higher"}`;
}

function readsAsNone(difference: number): boolean {
  return formatScoreChange(difference) === formatScoreChange(0);
}

function noDifferenceWords(difference: number, interval: Interval | null): string {
  const words = `a difference of ${formatScoreChange(difference)}`;
  return interval === null ? words : `${words}, ${intervalWords(interval)}`;
}

/** `95% CI −0.021 to +0.021`. */
function intervalWords({ low, high }: Interval): string {
  return `95% CI ${formatScoreChange(low)} to ${formatScoreChange(high)}`;
}

function detectableWords(change: number | null): string {
  if (change === null) return " anything";
  if (change > 1) return ": no change would most likely have shown";
  return `: only a true change of ${formatScore(change)} or more would most likely have shown`;
}

/** A detectable change; what is beyond the scale could never show. */
function formatDetectable(change: number): string {
  return change > 1 ? "more than 1" : formatScore(change);
}

/** What the p-value comes from: `paired t, 412 shared items`. */
export function testWords({ score, sharedItems, pairing, baseline, candidate }: Comparison): string {
  const n =
    pairing === "paired"
      ? formatCounted(sharedItems, "shared item")
      : `${formatCount(baseline.scoredItems)} and ${formatCount(candidate.scoredItems)} items`;
  return score.test === null ? `no test, ${n}` : `${score.test}, ${n}`;
}

/** `p = 0.012`, `p < 0.001`. */
export function pValueWords(pValue: number): string {
  const text = formatPValue(pValue);
  return text.startsWith("<") ? `p < ${text.slice(1)}` : `p = ${text}`;
}

const dimensionWords = { model: "model", promptVersion: "prompt version" } as const;

/** How items were paired: `Paired: 412 shared items, like against like within the same model.` */
export function pairingWords({ matchedBy, sharedItems }: Comparison): string {
  const within = matchedBy.map((dimension) => dimensionWords[dimension]).join(" and ");
  const like = within === "" ? "each against itself" : `like against like within the same ${within}`;
  return `Paired: ${formatCounted(sharedItems, "shared item")}, ${like}.`;
}

/** The items that no pair could be made of; null where there are none. */
export function unpairedItemsWords({ baselineOnlyItems, candidateOnlyItems }: Comparison): string | null {
  const parts = [
    ...(baselineOnlyItems === 0 ? [] : [`${formatCounted(baselineOnlyItems, "item")} in the baseline`]),
    ...(candidateOnlyItems === 0 ? [] : [`${formatCounted(candidateOnlyItems, "item")} in the candidate`]),
  ];
  return parts.length === 0 ? null : `Left out, scored on one side alone: ${parts.join(", ")}.`;
}

/**
 * How the sides' own mean scores differ from those that the difference is of; null where they are the same: without a
 * shared item, or where all items are shared and none had to be matched.
 */
export function ownMeansWords(comparison: Comparison): string | null {
  const { pairing, matchedBy, sharedItems, baselineOnlyItems, candidateOnlyItems, score } = comparison;
  const areShared = matchedBy.length === 0 && baselineOnlyItems + candidateOnlyItems === 0;
  if (pairing === "unpaired" || areShared) return null;
  const dimensions = matchedBy.map((dimension) => dimensionWords[dimension]).join(", ");
  const like = dimensions === "" ? " alone" : `, within the same ${dimensions} and dataset`;
  const means = [score.baseline, score.candidate].map((mean) => formatOrUnknown(mean, formatScore));
  return `These figures are over all runs of a side. The verdict's difference is of the ${formatCounted(sharedItems, "shared item")}${like}: the mean scores there are ${means.join(" and ")}.`;
}
