import type { JudgedChange, Verdict } from "@evalboard/contract";
import { formatScoreChange, passWords, powerWords, remarkWords, sentenceOf } from "@evalboard/format";
import { CircleDashed, Equal, Scale, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Face } from "../kit/badge.tsx";
import { Unknown } from "../kit/figure.tsx";
import { Term } from "../kit/term.tsx";
import { intervalWords, oneLookWords, settlingWords } from "./change-words.ts";
import { IntervalAxis } from "./interval-axis.tsx";

type Change = Pick<JudgedChange, "difference" | "interval">;

const halfWidths = [0.05, 0.1, 0.2, 0.5];

/** How far the one axis of several differences of scores reaches to either side of 0, so that it holds all intervals. */
export function differenceScale(changes: readonly Change[]): number {
  const farthest = Math.max(0, ...changes.map(reachOf));
  return halfWidths.find((half) => farthest <= half) ?? 1;
}

function reachOf({ difference, interval }: Change): number {
  const { low, high } = interval ?? { low: 0, high: 0 };
  return Math.max(Math.abs(difference ?? 0), Math.abs(low), Math.abs(high));
}

interface DifferenceWithIntervalProps {
  readonly change: Change;
  /** How far the axis reaches to either side of 0; one for all that are to be compared. */
  readonly scale: number;
}

/** A difference of average scores, and on an axis with 0 in its middle its 95 % interval. */
export function DifferenceWithInterval({ change, scale }: DifferenceWithIntervalProps): ReactNode {
  const { difference, interval } = change;
  if (difference === null) return <Unknown why="nothing to compare" />;
  return (
    <div className="grid grid-cols-[3.25rem_1fr] items-center gap-x-3 tabular-nums">
      <span className="font-medium">{formatScoreChange(difference)}</span>
      <IntervalAxis from={-scale} to={scale} value={difference} interval={interval} />
      <span className="col-span-full text-xs text-muted">
        {interval === null ? "no interval" : intervalWords(interval)}
      </span>
    </div>
  );
}

/** How the verdicts look, and for where there is none. */
export const verdictFaces: Readonly<Record<Verdict | "none", Face>> = {
  improved: {
    label: "Improved",
    meaning: "The average score rose by more than chance explains, however often one looks.",
    Icon: TrendingUp,
    className: "bg-good-soft text-good",
    iconClass: "text-good",
  },
  worse: {
    label: "Worse",
    meaning: "The average score fell by more than chance explains, however often one looks.",
    Icon: TrendingDown,
    className: "bg-bad-soft text-bad",
    iconClass: "text-bad",
  },
  "no clear change": {
    label: "No clear change",
    meaning:
      "Chance explains the difference, and a change worth speaking of would most likely have been seen.",
    Icon: Equal,
    className: "bg-sunken text-ink",
  },
  "too little to say": {
    label: "Too little to say",
    meaning: "A change worth speaking of could easily have been missed.",
    Icon: Scale,
    className: "bg-warn-soft text-warn",
    iconClass: "text-warn",
  },
  none: {
    label: "No verdict",
    meaning: "The sides share no item.",
    Icon: CircleDashed,
    className: "bg-sunken text-ink",
  },
};

/** A verdict as an icon and a word. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict | null }): ReactNode {
  return <PillBadge face={verdictFaces[verdict ?? "none"]} />;
}

/** A state as an icon and a word on its colour. */
export function PillBadge({ face }: { readonly face: Face }): ReactNode {
  return <Badge face={{ ...face, className: `rounded-full px-2.5 py-0.5 font-medium ${face.className}` }} />;
}

/** What the verdict alone does not say: how small a change would have shown, what would settle one, and what no formula mends. */
export function VerdictNotes({ change }: { readonly change: JudgedChange }): ReactNode {
  const notes = [powerWords(change), settlingWords(change)].filter((words) => words !== null);
  return (
    <>
      {notes.length === 0 ? null : (
        <span className="mt-0.5 block text-xs text-pretty text-muted">{notes.map(sentenceOf).join(" ")}</span>
      )}
      {remarkWords(change).map((words) => (
        <span key={words} className="mt-0.5 block text-xs text-pretty text-warn">
          {sentenceOf(words)}
        </span>
      ))}
    </>
  );
}

interface MoreFiguresProps {
  readonly change: Pick<JudgedChange, "oneLook" | "passes">;
  /** Of what the change is. */
  readonly name: string;
}

/** The figures that few ask for, behind a word. */
export function MoreFigures({ change: { oneLook, passes }, name }: MoreFiguresProps): ReactNode {
  if (oneLook === null && passes === null) return null;
  return (
    <details className="text-xs text-muted">
      <summary className="cursor-pointer hover:text-ink">
        more figures<span className="sr-only"> of {name}</span>
      </summary>
      {oneLook === null ? null : (
        <p className="mt-1 tabular-nums">
          <Term definition="oneLook">Looking once</Term>: {oneLookWords(oneLook)}
        </p>
      )}
      {passes === null ? null : (
        <p className="mt-1 tabular-nums">
          <Term definition="compare.mcNemar">Passes</Term>: {passWords(passes)}
        </p>
      )}
    </details>
  );
}
