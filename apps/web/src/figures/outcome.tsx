import type { Outcome, OutcomeCounts, RunRow } from "@evalboard/contract";
import { outcomes } from "@evalboard/contract/words";
import { formatCount } from "@evalboard/format";
import { CircleCheck, CircleDot, CircleX, type LucideIcon, Unplug } from "lucide-react";
import type { ReactNode } from "react";

type Counted = Pick<RunRow, "perfectItems" | "partialItems" | "failedItems" | "erroredItems">;

/** A run's items by outcome; null before completion. */
export function outcomeCountsOf(run: Counted): OutcomeCounts | null {
  const { perfectItems: perfect, partialItems: partial, failedItems: failed, erroredItems: errored } = run;
  if (perfect === null || partial === null || failed === null || errored === null) return null;
  return { perfect, partial, failed, errored };
}

/** How an outcome looks everywhere: told apart by word and shape, not by colour alone. */
type OutcomeFace = {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly fill: string;
};

export const outcomeFaces: Readonly<Record<Outcome, OutcomeFace>> = {
  perfect: { label: "Perfect", meaning: "score 1", Icon: CircleCheck, fill: "bg-perfect" },
  partial: { label: "Partial", meaning: "score between 0 and 1", Icon: CircleDot, fill: "bg-partial" },
  failed: { label: "Failed", meaning: "score 0", Icon: CircleX, fill: "bg-failed" },
  errored: {
    label: "Errored",
    meaning: "the call itself broke: no score",
    Icon: Unplug,
    fill: "fill-errored",
  },
};

/** The icon has the colour; the word has it too only where somebody should look. */
const tones: Readonly<Record<Outcome, { readonly icon: string; readonly word: string }>> = {
  perfect: { icon: "text-good", word: "" },
  partial: { icon: "text-warn", word: "" },
  failed: { icon: "text-bad", word: "text-bad" },
  errored: { icon: "text-muted", word: "text-muted" },
};

/** An outcome as an icon and a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { label, meaning, Icon } = outcomeFaces[outcome];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${tones[outcome].word}`}
    >
      <Icon className={`size-3.5 shrink-0 ${tones[outcome].icon}`} aria-hidden />
      {label}
    </span>
  );
}

type OutcomeBarProps = {
  readonly counts: OutcomeCounts;
  /** Height, as a class. */
  readonly className: string;
};

/** One bar, split by outcome; its figures are there as words. */
export function OutcomeBar({ counts, className }: OutcomeBarProps): ReactNode {
  const words = outcomes.map((outcome) => `${formatCount(counts[outcome])} ${outcome}`).join(", ");
  return (
    <div title={words} className={`flex w-full gap-0.5 overflow-hidden rounded-full bg-sunken ${className}`}>
      <span className="sr-only">{words}</span>
      {outcomes
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          // A share too small to see would read as none.
          <span
            key={outcome}
            className={`min-w-1 ${outcomeFaces[outcome].fill}`}
            style={{ flexGrow: counts[outcome], flexBasis: 0 }}
          />
        ))}
    </div>
  );
}

/** The four counts behind an outcome bar, each with its colour and word. */
export function OutcomeLegend({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-4">
      {outcomes.map((outcome) => (
        <div key={outcome}>
          <dt className="flex items-center gap-2 text-muted" title={outcomeFaces[outcome].meaning}>
            <span aria-hidden className={`size-2.5 rounded-xs ${outcomeFaces[outcome].fill}`} />
            {outcomeFaces[outcome].label}
          </dt>
          <dd className="pl-4.5 font-medium tabular-nums">{formatCount(counts[outcome])}</dd>
        </div>
      ))}
    </dl>
  );
}
