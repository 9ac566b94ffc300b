import type { ReactNode } from "react";
import { Term } from "../ui/term.tsx";
import { ChangeNote } from "./change-note.tsx";
import type { SummaryFigure } from "./summary-figures.ts";

type SummaryCardProps = { readonly figure: SummaryFigure; readonly before: string };

/** One figure, what it rests on and how it changed. */
export function SummaryCard({ figure, before }: SummaryCardProps): ReactNode {
  const { title, definition, value, basis, change } = figure;
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card">
      <dt className="text-sm text-muted">
        <Term definition={definition}>{title}</Term>
      </dt>
      <dd className="text-2xl font-semibold tracking-tight tabular-nums">{value}</dd>
      <dd className="text-xs text-muted tabular-nums">{basis}</dd>
      {change === null ? null : (
        <dd>
          <ChangeNote change={change} before={before} />
        </dd>
      )}
    </div>
  );
}
