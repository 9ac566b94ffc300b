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
import { type Change, ChangeNote, changeOf, type Comparison, intervalTone } from "./change.tsx";

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

const cards = ["runs", "score", "passes", "errors", "latency", "cost"];

/** The outline of the six figures. */
export function SummaryOutline(): ReactNode {
  return (
    <div className={cardsClass}>
      {cards.map((card) => (
        <SkeletonCard key={card} className="h-36.5" />
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
      {basis.map((line) => (
        <dd key={line} className="text-xs text-muted tabular-nums">
          {line}
        </dd>
      ))}
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
  /** What the value rests on, a line each: its interval, its n. */
  readonly basis: readonly string[];
  /** Against the window before; null where there is nothing to compare with. */
  readonly change: Change | null;
  /** The value counts the runs that all of the cards rest on, and leads to them. */
  readonly countsRuns?: true;
}

/** The cards in their order. */
export function summaryFigures(summary: StatsReport["summary"]): SummaryFigure[] {
  const { previous } = summary;
  // Errors, latency and cost have no interval in the report: their changes are told, not judged.
  const change = (pick: (of: SummaryFigures) => number | null, by: Comparison) =>
    previous === null ? null : changeOf(pick(summary), pick(previous), by);
  return [
    {
      title: "Runs",
      definition: "runs",
      value: formatCount(summary.runs),
      basis: [formatCounted(summary.items, "item"), ...unscoredOf(summary)],
      change: change(({ runs }) => runs, "relative"),
      countsRuns: true,
    },
    {
      title: "Average score",
      definition: "averageScore",
      value: formatOrUnknown(summary.averageScore, formatScore),
      basis: scoreBasis(summary),
      change:
        previous === null
          ? null
          : changeOf(
              summary.averageScore,
              previous.averageScore,
              "score",
              intervalTone(summary.scoreInterval, previous.scoreInterval),
            ),
    },
    {
      title: "Pass rate",
      definition: "passRate",
      value: formatOrUnknown(summary.passRate, formatRate),
      basis: passBasis(summary),
      change:
        previous === null
          ? null
          : changeOf(
              summary.passRate,
              previous.passRate,
              "rate",
              intervalTone(summary.passInterval, previous.passInterval),
            ),
    },
    {
      title: "Error rate",
      definition: "errorRate",
      value: formatOrUnknown(summary.errorRate, formatRate),
      basis: [`${formatCount(summary.erroredItems)} of ${formatCount(summary.items)}`],
      change: change(({ errorRate }) => errorRate, "rate"),
    },
    {
      title: "Mean latency",
      definition: "latency",
      value: formatOrUnknown(summary.meanLatencyMs, formatLatency),
      basis: [`over ${formatCounted(summary.measuredRuns, "run")}`],
      change: change(({ meanLatencyMs }) => meanLatencyMs, "relative"),
    },
    {
      title: "Cost",
      definition: "cost",
      value: formatOrUnknown(summary.costUsd, formatCost),
      basis: [`known for ${formatCounted(summary.pricedRuns, "run")}`, ...spentOf(summary)],
      change: change(({ costUsd }) => costUsd, "relative"),
    },
  ];
}

/** An interval of a mean over runs, and how many they are. */
function scoreBasis({ scoreInterval, scoredRuns }: SummaryFigures): string[] {
  const n = `over ${formatCounted(scoredRuns, "run")}`;
  if (scoreInterval === null) return [n];
  return [`95% CI ${formatScore(scoreInterval.low)}–${formatScore(scoreInterval.high)}`, n];
}

function passBasis({ passInterval, passedItems, scoredItems }: SummaryFigures): string[] {
  const n = `${formatCount(passedItems)} of ${formatCount(scoredItems)}`;
  if (passInterval === null) return [n];
  return [`95% CI ${formatRate(passInterval.low)}–${formatRate(passInterval.high)}`, n];
}

function unscoredOf({ unscoredItems }: SummaryFigures): string[] {
  return unscoredItems === 0 ? [] : [`${formatCount(unscoredItems)} not scored`];
}

/** What was spent, where it is not the list price. */
function spentOf({ spentUsd, costUsd, spentRuns }: SummaryFigures): string[] {
  if (spentUsd === null || spentUsd === costUsd) return [];
  return [`${formatCost(spentUsd)} spent in ${formatCounted(spentRuns, "run")}`];
}
