import type { Comparison } from "@evalboard/contract";
import { formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import type { Definition } from "../../figures/definitions.ts";
import { Term } from "../../ui/term.tsx";
import { Unknown } from "../../ui/unknown.tsx";
import { formatDetectable, intervalWords, pValueWords, testWords } from "./verdict-words.ts";

/** What the verdict rests on: the difference, its p-value, and what could have been seen. */
export function VerdictFigures({ comparison }: { readonly comparison: Comparison }): ReactNode {
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

type VerdictFigureProps = {
  readonly title: string;
  readonly definition: Definition;
  readonly value: string | null;
  readonly basis: string;
};

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
