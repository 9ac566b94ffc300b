import type { Comparison } from "@evalboard/contract";
import { formatScoreChange, remarkWords, sentenceOf } from "@evalboard/format";
import { Link2, Target, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import {
  formatDetectable,
  intervalWords,
  oneLookWords,
  pValueWords,
  settlingWords,
} from "../figures/change-words.ts";
import { differenceScale, VerdictBadge } from "../figures/verdict.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Unknown } from "../kit/figure.tsx";
import { Term } from "../kit/term.tsx";
import { itemSetWords, pairingWords, testWords, unpairedItemsWords, verdictSentence } from "./words.ts";

/** The answer: what the candidate did to the score, how sure that is, and how like was set against like. */
export function VerdictBanner({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const figures = shownFigures(comparison);
  return (
    <section
      aria-label="Verdict"
      className="flex flex-col gap-5 rounded-xl border border-line bg-surface p-5 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <VerdictBadge verdict={comparison.change.verdict} />
        <h2 className="text-lg font-semibold text-pretty">{verdictSentence(comparison)}</h2>
      </div>
      <div className="grid items-center gap-x-10 gap-y-5 lg:grid-cols-2">
        <VerdictFigures comparison={comparison} figures={figures} />
        <DifferenceAxis figures={figures} />
      </div>
      <div className="flex flex-col gap-2 text-sm text-pretty">
        <PairingNote comparison={comparison} />
        <ChangeNotes change={comparison.change} />
      </div>
    </section>
  );
}

type Figures = Pick<Comparison["change"], "difference" | "interval" | "pValue">;

/** What stands large: the figures that may be looked at every day; where no item is shared, those of one look. */
function shownFigures({ change, pairing }: Comparison): Figures {
  const { difference, oneLook } = change;
  if (pairing === "paired") return change;
  return { difference, interval: oneLook?.interval ?? null, pValue: oneLook?.pValue ?? null };
}

/** The difference as a tick and its 95 % interval as a band, on an axis with 0 in its middle. Words beside it say the same. */
function DifferenceAxis({ figures }: { readonly figures: Figures }): ReactNode {
  const { difference, interval } = figures;
  if (difference === null) return null;
  const scale = differenceScale([figures]);
  const place = (value: number): string => `${((value + scale) / (2 * scale)) * 100}%`;
  return (
    <div aria-hidden className="w-full">
      <div className="relative h-7">
        <span className="absolute inset-x-0 top-3 h-1 rounded-full bg-track" />
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

const noteClass = "flex gap-2 text-muted";
const warningClass = "flex gap-2 rounded-lg bg-warn-soft px-3 py-2 text-warn";
const iconClass = "mt-0.5 size-4 shrink-0";

/** Whether like was set against like; a visible warning where it was not. */
function PairingNote({ comparison }: { readonly comparison: Comparison }): ReactNode {
  if (comparison.pairing === "unpaired") {
    return (
      <p className={warningClass}>
        <TriangleAlert className={iconClass} aria-hidden />
        <span>
          <strong className="font-semibold">Unpaired: the groups share no items.</strong> The difference may
          come from the items, not from what you compare.
        </span>
      </p>
    );
  }
  const itemSets = itemSetWords(comparison);
  return (
    <>
      <p className={noteClass}>
        <Link2 className={iconClass} aria-hidden />
        <span>
          <span className="text-ink">{pairingWords(comparison)}</span> {unpairedItemsWords(comparison)}
        </span>
      </p>
      {itemSets === null ? null : (
        <p className={warningClass}>
          <TriangleAlert className={iconClass} aria-hidden />
          {itemSets}
        </p>
      )}
    </>
  );
}

/** What no formula mends, what would settle a small change, and the figures for who looks once. */
function ChangeNotes({ change }: { readonly change: Comparison["change"] }): ReactNode {
  const plan = settlingWords(change);
  const remarks = remarkWords(change);
  const { oneLook, verdict } = change;
  return (
    <>
      {remarks.length === 0 ? null : (
        <p className={warningClass}>
          <TriangleAlert className={iconClass} aria-hidden />
          {remarks.map(sentenceOf).join(" ")}
        </p>
      )}
      {plan === null ? null : (
        <p className={noteClass}>
          <Target className={iconClass} aria-hidden />
          {sentenceOf(plan)}
        </p>
      )}
      {oneLook === null || verdict === null ? null : (
        <details className="text-xs text-muted tabular-nums">
          <summary className="w-fit cursor-pointer hover:text-ink">For a single look</summary>
          <p className="mt-1">
            <Term definition="oneLook">Student's t</Term>: {oneLookWords(oneLook)}
          </p>
        </details>
      )}
    </>
  );
}

interface VerdictFiguresProps {
  readonly comparison: Comparison;
  readonly figures: Figures;
}

/** What the verdict rests on: the difference, its p-value, and what could have been seen. */
function VerdictFigures({ comparison, figures }: VerdictFiguresProps): ReactNode {
  const { difference, interval, pValue } = figures;
  const { detectableChange } = comparison.change;
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
        basis="four times in five"
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
