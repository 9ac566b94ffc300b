import type { ReportHead, ScoreInterval, SummaryFigures } from "@evalboard/contract";
import { formatCounted, formatExactLatency, formatLatency, formatRate, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { Cost, Count, Figure, Unknown } from "../kit/figure.tsx";
import type { Column } from "../kit/table.tsx";
import { IntervalAxis, rangeWords } from "./interval-axis.tsx";

/** The columns of figures that lists of them have, each for a place of its own in it. */
export const figureColumn = {
  /** The mean where it is what a list shows first. */
  meanWithInterval: {
    heading: "Average score",
    definition: "averageScore",
    wide: true,
    cell: ({ averageScore: score, scoreInterval: interval, scoredRuns }) =>
      score === null ? (
        <Unknown why="no scored runs" />
      ) : (
        <WithInterval value={score} text={formatScore(score)} interval={interval}>
          {meanWords(interval, scoredRuns)}
        </WithInterval>
      ),
  },
  /** The same beside an adjusted score. */
  mean: {
    heading: "Average score",
    definition: "averageScore",
    align: "right",
    cell: ({ averageScore: score, scoreInterval: interval, scoredRuns }) =>
      score === null ? (
        <Unknown why="no scored runs" />
      ) : (
        <span title={meanWords(interval, scoredRuns)}>
          {formatScore(score)}
          <span className="sr-only"> {meanWords(interval, scoredRuns)}</span>
        </span>
      ),
  },
  items: {
    heading: "Items",
    definition: "items",
    align: "right",
    cell: ({ items }) => <Count value={items} />,
  },
  passRate: {
    heading: "Pass rate",
    definition: "passRate",
    cell: ({ passRate, passInterval, passedItems, scoredItems }) => (
      <PassRate rate={passRate} interval={passInterval} passed={passedItems} scored={scoredItems} />
    ),
  },
  errorRate: {
    heading: "Error rate",
    definition: "errorRate",
    align: "right",
    cell: ({ errorRate, erroredItems, items }) => (
      <RateOfItems rate={errorRate} count={erroredItems} items={items} />
    ),
  },
  latency: {
    heading: "Latency",
    definition: "latency",
    align: "right",
    cell: ({ meanLatencyMs }) => (
      <Figure value={meanLatencyMs} format={formatLatency} inFull={formatExactLatency} why="not measured" />
    ),
  },
  cost: {
    heading: "Cost",
    definition: "cost",
    align: "right",
    cell: ({ costUsd }) => <Cost usd={costUsd} />,
  },
} as const satisfies Record<string, Column<SummaryFigures>>;

/** `95% interval 0.412 to 0.611 over 12 scored runs`. */
function meanWords(interval: ScoreInterval | null, scoredRuns: number): string {
  return `${rangeWords(interval, formatScore)} over ${formatCounted(scoredRuns, "scored run")}`;
}

/** How many runs a row has; the count leads to those of the window that `runsOf` a row tells. */
export function runsColumn<Row extends SummaryFigures>(
  window: ReportHead["window"],
  width: string,
  runsOf: (row: Row) => RunsSearch,
): Column<Row> {
  return {
    heading: "Runs",
    definition: "runs",
    align: "right",
    width,
    cell: (row) => (
      <RunsLink search={runsOf(row)} window={window}>
        <Count value={row.runs} />
      </RunsLink>
    ),
  };
}

/** The columns of whatever has figures and no rank, after its name: score, runs, items, rates, latency and cost. */
export function figureColumns<Row extends SummaryFigures>(
  window: ReportHead["window"],
  runsOf: (row: Row) => RunsSearch,
): readonly Column<Row>[] {
  return [
    { ...figureColumn.meanWithInterval, width: "w-[15%] lg:w-[18%]" },
    runsColumn(window, "w-[9%] lg:w-[8%]", runsOf),
    { ...figureColumn.items, roomy: true, width: "w-[8%]" },
    { ...figureColumn.passRate, width: "w-[14%] lg:w-[16%]" },
    { ...figureColumn.errorRate, width: "w-[12%] lg:w-[11%]" },
    { ...figureColumn.latency, width: "w-[10%] lg:w-[8%]" },
    figureColumn.cost,
  ];
}

interface RateOfItemsProps {
  readonly rate: number | null;
  readonly count: number;
  readonly items: number;
}

/** A rate beside what it is a rate of. */
function RateOfItems({ rate, count, items }: RateOfItemsProps): ReactNode {
  if (rate === null) return <Unknown why="no items" />;
  return (
    <>
      <span className="font-medium">{formatRate(rate)}</span>
      <CountOf count={count} all={items} />
    </>
  );
}

/** `66 of 90`, which takes two lines where one has no room for it. */
export function CountOf({ count, all }: { readonly count: number; readonly all: number }): ReactNode {
  return (
    <span className="block text-xs text-muted">
      <Count value={count} />{" "}
      <span className="whitespace-nowrap">
        of <Count value={all} />
      </span>
    </span>
  );
}

interface PassRateProps {
  readonly rate: number | null;
  readonly interval: ScoreInterval | null;
  readonly passed: number;
  readonly scored: number;
}

/** A pass rate with its 95 % interval, and below what it is a rate of. */
function PassRate({ rate, interval, passed, scored }: PassRateProps): ReactNode {
  if (rate === null) return <Unknown why="no scored items" />;
  return (
    <>
      <WithInterval value={rate} text={formatRate(rate)} interval={interval} isRoomy>
        {rangeWords(interval, formatRate)}
      </WithInterval>
      <CountOf count={passed} all={scored} />
    </>
  );
}

interface WithIntervalProps {
  readonly value: number;
  readonly text: string;
  readonly interval: ScoreInterval | null;
  /** The interval in words, or why there is none. */
  readonly children: string;
  /** Drawn where there is room for it only. */
  readonly isRoomy?: boolean;
}

/** A figure, and on a scale from 0 to 1 its 95 % interval as a band with the figure as a tick. */
export function WithInterval(props: WithIntervalProps): ReactNode {
  const { value, text, interval, children: words, isRoomy = false } = props;
  return (
    <div className="flex items-center gap-x-3 md:max-lg:flex-col md:max-lg:items-stretch" title={words}>
      <span className="w-11 shrink-0 font-medium tabular-nums">{text}</span>
      <span className={`flex min-w-0 lg:flex-1 max-md:flex-1 ${isRoomy ? "max-lg:hidden" : ""}`}>
        <IntervalAxis from={0} to={1} value={value} interval={interval} />
      </span>
      <span className="sr-only">{words}</span>
    </div>
  );
}
