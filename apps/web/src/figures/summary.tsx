import type { ReportHead, StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import { wordsOfPeriod } from "../address/period.ts";
import type { RunsSearch } from "../address/runs.ts";
import { SkeletonCard } from "../kit/card.tsx";
import { Term } from "../kit/term.tsx";
import { ChangeNote } from "./change.tsx";
import { type SummaryFigure, summaryFigures } from "./summary-figures.ts";

const cardsClass = "grid grid-cols-2 gap-2 md:grid-cols-3 md:gap-4 xl:grid-cols-6";

interface SummaryCardsProps {
  readonly report: Pick<StatsReport, "period" | "window" | "summary">;
  /** Which runs the figures are of. */
  readonly runs: RunsSearch;
}

/** The window in six figures. */
export function SummaryCards({ report, runs }: SummaryCardsProps): ReactNode {
  return (
    <section aria-label="Summary">
      <dl className={cardsClass}>
        {summaryFigures(report.summary).map((figure) => (
          <SummaryCard
            key={figure.title}
            figure={figure}
            runs={runs}
            window={report.window}
            before={wordsOfPeriod(report.period).before ?? ""}
          />
        ))}
      </dl>
    </section>
  );
}

const cards = ["runs", "score", "passes", "errors", "latency", "cost"];

/** The outline of the six figures. */
export function SummaryOutline(): ReactNode {
  return (
    <div className={cardsClass}>
      {cards.map((card) => (
        <SkeletonCard key={card} className="h-45 xl:h-51" />
      ))}
    </div>
  );
}

interface SummaryCardProps {
  readonly figure: SummaryFigure;
  /** Which runs the figure is of. */
  readonly runs: RunsSearch;
  readonly window: ReportHead["window"];
  readonly before: string;
}

/** One figure, what it rests on and how it changed. */
function SummaryCard({ figure, runs, window, before }: SummaryCardProps): ReactNode {
  const { title, definition, value, exact, basis, change, range, notes = [], countsRuns = false } = figure;
  return (
    <div className="flex min-w-0 flex-col gap-0.5 rounded-xl border border-line bg-surface px-3.5 py-2.5 shadow-card">
      <dt className="text-sm text-muted">
        <Term definition={definition}>{title}</Term>
      </dt>
      <dd
        title={exact === value ? undefined : exact}
        className="text-lg font-semibold tracking-tight tabular-nums"
      >
        {countsRuns ? (
          <RunsLink
            search={runs}
            window={window}
            title="The runs that these figures rest on"
            className="inline-block min-h-6"
          >
            {value}
          </RunsLink>
        ) : (
          value
        )}
      </dd>
      {basis.map((line) => (
        <dd key={line} className="text-xs text-muted tabular-nums">
          {line}
        </dd>
      ))}
      {change === null ? null : (
        <dd className="flex flex-wrap items-center gap-x-1 text-xs text-muted tabular-nums">
          <ChangeNote change={change} before={before} />
          {range == null ? null : <span className="whitespace-nowrap">{range}</span>}
        </dd>
      )}
      {notes.length === 0 ? null : (
        <dd title={notes.join("; ")} className="line-clamp-4 text-xs wrap-anywhere text-muted max-md:hidden">
          {notes.join("; ")}
        </dd>
      )}
    </div>
  );
}
