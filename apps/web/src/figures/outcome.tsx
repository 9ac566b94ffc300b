import type { Outcome, OutcomeCounts } from "@evalboard/contract";
import { outcomes } from "@evalboard/contract/questions";
import { formatCount } from "@evalboard/format";
import { CircleCheck, CircleDashed, CircleDot, CircleX, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Face } from "../kit/badge.tsx";

/** How an outcome looks everywhere. The icon has the colour; the word has it too only where somebody should look. */
export const outcomeFaces: Readonly<Record<Outcome, Face & { readonly fill: string }>> = {
  perfect: {
    label: "Perfect",
    meaning: "score 1",
    Icon: CircleCheck,
    className: "",
    iconClass: "text-good",
    fill: "bg-perfect",
  },
  partial: {
    label: "Partial",
    meaning: "score between 0 and 1",
    Icon: CircleDot,
    className: "",
    iconClass: "text-warn",
    fill: "bg-partial",
  },
  failed: { label: "Failed", meaning: "score 0", Icon: CircleX, className: "text-bad", fill: "bg-failed" },
  errored: {
    label: "Errored",
    meaning: "the call itself broke: no score",
    Icon: Unplug,
    className: "text-muted",
    fill: "fill-errored",
  },
  unscored: {
    label: "Not scored",
    meaning: "answered, and nobody has scored it yet",
    Icon: CircleDashed,
    className: "text-muted",
    fill: "fill-unscored",
  },
};

/** An outcome as an icon and a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  return <Badge face={outcomeFaces[outcome]} />;
}

/** What came of a result by the verdict of its tool or its run's pass mark, and the colour of that. */
export const fateFaces: Readonly<
  Record<"passed" | "notPassed" | "errored" | "unscored", { readonly label: string; readonly fill: string }>
> = {
  passed: { label: "Passed", fill: "bg-perfect" },
  notPassed: { label: "Not passed", fill: "bg-failed" },
  errored: outcomeFaces.errored,
  unscored: outcomeFaces.unscored,
};

interface SplitBarProps {
  /** From the left to the right. */
  readonly parts: readonly {
    readonly face: { readonly label: string; readonly fill: string };
    readonly count: number;
  }[];
  /** Height, as a class. */
  readonly className: string;
}

/** One bar, split into its parts; their figures are there as words. */
export function SplitBar({ parts, className }: SplitBarProps): ReactNode {
  const words = parts
    .map(({ face, count }) => `${formatCount(count)} ${face.label.toLowerCase()}`)
    .join(", ");
  return (
    <div title={words} className={`flex w-full gap-0.5 overflow-hidden rounded-sm bg-sunken ${className}`}>
      <span className="sr-only">{words}</span>
      {parts
        .filter(({ count }) => count > 0)
        .map(({ face: { label, fill }, count }) => (
          // A share too small to see would read as none.
          <span key={label} className={`min-w-1.5 ${fill}`} style={{ flexGrow: count, flexBasis: 0 }} />
        ))}
    </div>
  );
}

/** A bar split by outcome. */
export function OutcomeBar({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  const parts = outcomes.map((outcome) => ({ face: outcomeFaces[outcome], count: counts[outcome] }));
  return <SplitBar parts={parts} className="h-3" />;
}

/** The counts behind an outcome bar, each with its colour and word. */
export function OutcomeLegend({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-5">
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
