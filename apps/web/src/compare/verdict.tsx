import type { Comparison } from "@evalboard/contract";
import { formatScoreChange } from "@evalboard/format";
import { Link2, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { differenceScale, VerdictBadge } from "../figures/verdict.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Unknown } from "../kit/figure.tsx";
import { Term } from "../kit/term.tsx";
import {
  formatDetectable,
  intervalWords,
  itemSetWords,
  pairingWords,
  pValueWords,
  testWords,
  unpairedItemsWords,
  verdictSentence,
} from "./words.ts";

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
  const itemSets = itemSetWords(comparison);
  return (
    <>
      <p className="flex gap-2 text-sm text-pretty text-muted">
        <Link2 className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          <span className="text-ink">{pairingWords(comparison)}</span> {unpairedItemsWords(comparison)}
        </span>
      </p>
      {itemSets === null ? null : (
        <p className="flex gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-pretty text-warn">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {itemSets}
        </p>
      )}
    </>
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
