import type { ReportHead, ScoreInterval, SummaryFigures } from "@evalboard/contract";
import { formatCounted, formatLatency, formatRate, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { Cost, Count, Figure, Unknown } from "../kit/figure.tsx";
import type { Column } from "../kit/table.tsx";

/**
 * The columns of whatever has figures, after its name: score, runs, items, rates, latency and cost. The count of runs
 * leads to those of the window that `runsOf` a row tells.
 */
export function figureColumns<Row extends SummaryFigures>(
  window: ReportHead["window"],
  runsOf: (row: Row) => RunsSearch,
): readonly Column<Row>[] {
  return [
    {
      heading: "Average score",
      definition: "averageScore",
      width: "w-[20%]",
      wide: true,
      bare: true,
      cell: ({ averageScore, scoreInterval, scoredRuns }) => (
        <ScoreWithInterval score={averageScore} interval={scoreInterval} scoredRuns={scoredRuns} />
      ),
    },
    {
      heading: "Runs",
      definition: "runs",
      align: "right",
      width: "w-[9%] lg:w-[8%]",
      cell: (row) => (
        <RunsLink search={runsOf(row)} window={window}>
          <Count value={row.runs} />
        </RunsLink>
      ),
    },
    {
      heading: "Items",
      definition: "items",
      align: "right",
      roomy: true,
      width: "w-[8%]",
      cell: ({ items }) => <Count value={items} />,
    },
    ...rateColumns,
    {
      heading: "Latency",
      definition: "latency",
      align: "right",
      width: "w-[10%] lg:w-[8%]",
      cell: ({ meanLatencyMs }) => <Figure value={meanLatencyMs} format={formatLatency} why="not measured" />,
    },
    {
      heading: "Cost",
      definition: "cost",
      align: "right",
      cell: ({ costUsd }) => <Cost usd={costUsd} />,
    },
  ];
}

const rateColumns: readonly Column<SummaryFigures>[] = [
  {
    heading: "Failure rate",
    definition: "failureRate",
    align: "right",
    width: "w-[13%] lg:w-[12%]",
    cell: ({ failureRate, failedItems, items }) => (
      <RateOfItems rate={failureRate} count={failedItems} items={items} />
    ),
  },
  {
    heading: "Error rate",
    definition: "errorRate",
    align: "right",
    width: "w-[13%] lg:w-[11%]",
    cell: ({ errorRate, erroredItems, items }) => (
      <RateOfItems rate={errorRate} count={erroredItems} items={items} />
    ),
  },
];

interface RateOfItemsProps {
  readonly rate: number | null;
  readonly count: number;
  readonly items: number;
}

/** A rate beside what it is a rate of, which takes two lines where one has no room for it. */
export function RateOfItems({ rate, count, items }: RateOfItemsProps): ReactNode {
  if (rate === null) return <Unknown why="no items" />;
  return (
    <>
      <span className="font-medium">{formatRate(rate)}</span>
      <span className="block text-xs text-muted">
        <Count value={count} />{" "}
        <span className="whitespace-nowrap">
          of <Count value={items} />
        </span>
      </span>
    </>
  );
}

interface ScoreWithIntervalProps {
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
  readonly scoredRuns: number;
}

/** A mean score, and on a scale from 0 to 1 its 95 % interval as a band with the mean as a tick. */
export function ScoreWithInterval({ score, interval, scoredRuns }: ScoreWithIntervalProps): ReactNode {
  if (score === null) return <Unknown why="no scored runs" />;
  const words =
    interval === null
      ? `no interval: ${formatCounted(scoredRuns, "scored run")}`
      : `95% interval ${formatScore(interval.low)} to ${formatScore(interval.high)} over ${formatCounted(scoredRuns, "run")}`;
  return (
    <div className="flex items-center gap-3" title={words}>
      <span className="w-11 shrink-0 font-medium tabular-nums">{formatScore(score)}</span>
      <span aria-hidden className="relative h-4 min-w-0 flex-1">
        <span className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-sunken" />
        {interval === null ? null : (
          <span
            className="absolute top-1 h-2 min-w-0.5 rounded-xs bg-accent-line"
            style={{ left: percent(interval.low), right: percent(1 - interval.high) }}
          />
        )}
        <span
          className="absolute top-0 h-4 w-0.5 -translate-x-1/2 rounded-full bg-accent"
          style={{ left: percent(score) }}
        />
      </span>
      <span className="sr-only">{words}</span>
    </div>
  );
}

function percent(share: number): string {
  return `${share * 100}%`;
}
