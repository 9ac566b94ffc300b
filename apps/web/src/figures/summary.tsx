import type { ReportHead, StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import { periodWords } from "../address/period.ts";
import type { RunsSearch } from "../address/runs.ts";
import { SkeletonCard } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Term } from "../kit/term.tsx";
import { type Change, ChangeNote, changeOf, type Comparison, scoreTone } from "./change.tsx";

const cardsClass = "grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6";

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
            before={periodWords[report.period].before ?? ""}
          />
        ))}
      </dl>
    </section>
  );
}

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];

/** The outline of the six figures. */
export function SummaryOutline(): ReactNode {
  return (
    <div className={cardsClass}>
      {cards.map((card) => (
        <SkeletonCard key={card} className="h-32.5" />
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
  const { title, definition, value, basis, change, countsRuns = false } = figure;
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card">
      <dt className="text-sm text-muted">
        <Term definition={definition}>{title}</Term>
      </dt>
      <dd className="text-2xl font-semibold tracking-tight tabular-nums">
        {countsRuns ? (
          <RunsLink search={runs} window={window} title="The runs that these figures rest on">
            {value}
          </RunsLink>
        ) : (
          value
        )}
      </dd>
      <dd className="text-xs text-muted tabular-nums">{basis}</dd>
      {change === null ? null : (
        <dd>
          <ChangeNote change={change} before={before} />
        </dd>
      )}
    </div>
  );
}

/** One card of the summary, ready to draw. */
interface SummaryFigure {
  readonly title: string;
  readonly definition: Definition;
  readonly value: string;
  /** What the value rests on: its n, its interval. */
  readonly basis: string;
  /** Against the window before; null where there is nothing to compare with. */
  readonly change: Change | null;
  /** The value counts the runs that all of the cards rest on, and leads to them. */
  readonly countsRuns?: true;
}

/** The cards in their order. */
export function summaryFigures(summary: StatsReport["summary"]): SummaryFigure[] {
  const { previous } = summary;
  // Rates, latency and cost have no interval in the report: their changes are told, not judged.
  const change = (pick: (of: SummaryFigures) => number | null, by: Comparison) =>
    previous === null ? null : changeOf(pick(summary), pick(previous), by);
  return [
    {
      title: "Runs",
      definition: "runs",
      value: formatCount(summary.runs),
      basis: formatCounted(summary.items, "item"),
      change: change(({ runs }) => runs, "relative"),
      countsRuns: true,
    },
    {
      title: "Average score",
      definition: "averageScore",
      value: formatOrUnknown(summary.averageScore, formatScore),
      basis: intervalOf(summary),
      change:
        previous === null
          ? null
          : changeOf(summary.averageScore, previous.averageScore, "score", scoreTone(summary, previous)),
    },
    {
      title: "Failure rate",
      definition: "failureRate",
      value: formatOrUnknown(summary.failureRate, formatRate),
      basis: `${formatCount(summary.failedItems)} of ${formatCount(summary.items)}`,
      change: change(({ failureRate }) => failureRate, "rate"),
    },
    {
      title: "Error rate",
      definition: "errorRate",
      value: formatOrUnknown(summary.errorRate, formatRate),
      basis: `${formatCount(summary.erroredItems)} of ${formatCount(summary.items)}`,
      change: change(({ errorRate }) => errorRate, "rate"),
    },
    {
      title: "Mean latency",
      definition: "latency",
      value: formatOrUnknown(summary.meanLatencyMs, formatLatency),
      basis: `over ${formatCounted(summary.measuredRuns, "run")}`,
      change: change(({ meanLatencyMs }) => meanLatencyMs, "relative"),
    },
    {
      title: "Cost",
      definition: "cost",
      value: formatOrUnknown(summary.costUsd, formatCost),
      basis: `known for ${formatCounted(summary.pricedRuns, "run")}`,
      change: change(({ costUsd }) => costUsd, "relative"),
    },
  ];
}

function intervalOf({ scoreInterval, scoredRuns }: SummaryFigures): string {
  if (scoreInterval === null) return `over ${formatCounted(scoredRuns, "run")}`;
  return `95% CI ${formatScore(scoreInterval.low)}–${formatScore(scoreInterval.high)}`;
}
