import type { ReportHead } from "@evalboard/contract";
import { bucketNames, formatCount } from "@evalboard/format";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import { useZoom } from "../address/range.ts";
import type { RunsSearch } from "../address/runs.ts";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import { Term } from "../kit/term.tsx";
import { ChartBox, HiddenTable, useChartColors } from "./chart.tsx";
import { foldGaps, gapsOf } from "./gaps.ts";
import { Legend } from "./legend.tsx";
import { ChartMenu } from "./menu.tsx";
import { type News, newsByStep } from "./news.ts";
import { chartOptions, type ChartWords } from "./options.ts";
import { isEmptyOf, pairsOf, type Series, timeChartData } from "./series.ts";

/** A chart over time, as data. It is told once, outside of any component, or kept: a new one draws the chart again. */
export interface TimeChartPlan<Bucket> {
  readonly title: string;
  /** What the chart shows a bucket, where the title does not say it. */
  readonly caption?: string;
  readonly definition: Definition;
  readonly series: readonly Series<Bucket>[];
  /** What a bucket lacks of which nothing is drawn, where it is not `runs`. */
  readonly missing?: string;
  readonly words: Pick<ChartWords, "tick" | "value" | "axis">;
  /** What the chart's table says of a bucket: a heading, and a cell. */
  readonly columns: readonly (readonly [heading: string, cell: (bucket: Bucket) => string])[];
}

/** Completed runs a bucket. */
export const runsPlan: TimeChartPlan<{ readonly runs: number }> = {
  title: "Runs",
  caption: "Completed runs",
  definition: "runsOverTime",
  series: [{ shape: "bar", label: "Runs", value: ({ runs }) => runs }],
  words: { tick: formatCount, value: formatCount },
  columns: [["Runs", ({ runs }) => formatCount(runs)]],
};

interface TimeChartProps<Bucket> {
  readonly plan: TimeChartPlan<Bucket>;
  readonly head: ReportHead;
  readonly buckets: readonly Bucket[];
  /** Goes to the runs of a bucket, which is given by its index, or to those of them that a line is of. */
  readonly open: (index: number, further?: RunsSearch) => void;
  /** What appeared in the window, for marks on the axis. */
  readonly news?: readonly News[];
  /** Stands in a card of others, and so without a frame of its own. */
  readonly isBare?: boolean;
}

/**
 * A chart over time, which also stands as a table. A long stretch of empty buckets is one marked gap, in both, and for
 * the keyboard. A stretch that is chosen in it is zoomed to.
 */
export function TimeChart<Bucket extends { readonly from: string; readonly to: string }>(
  props: TimeChartProps<Bucket>,
): ReactNode {
  const { plan, head, buckets, open, news, isBare = false } = props;
  const { window, timeZone, generatedAt } = head;
  const colors = useChartColors();
  const place = useRef<HTMLDivElement>(null);
  const zoomTo = useZoom(window.unit, timeZone);
  const steps = useMemo(
    () =>
      foldGaps(buckets, (bucket) => isEmptyOf(plan.series, bucket), plan.missing ?? "runs", {
        window,
        timeZone,
      }),
    [plan, buckets, window, timeZone],
  );
  // Of a gap the first of its buckets: all of them are alike.
  const shown = useMemo(
    () => steps.flatMap(({ index }) => buckets.slice(index, index + 1)),
    [steps, buckets],
  );
  const words = useMemo(() => {
    const names = bucketNames(window.unit, timeZone);
    const gaps = gapsOf(steps);
    const newest = shown.at(-1);
    const hasEnded = newest === undefined || newest.to <= generatedAt || steps.at(-1)?.gap !== null;
    const unfinished = hasEnded ? -1 : shown.length - 1;
    const titleOf = ({ from }: Bucket, step: number): string =>
      steps[step]?.gap?.words ?? `${names.title(from)}${step === unfinished ? " (so far)" : ""}`;
    const told = newsByStep(news ?? [], shown);
    return {
      labels: shown.map(({ from }, step) => (steps[step]?.gap ? GAP_LABEL : names.label(from))),
      titles: shown.map(titleOf),
      gaps,
      unfinished,
      news: told.map(({ count }) => count),
      notes: told.map(({ lines }) => lines),
    };
  }, [steps, shown, window, timeZone, generatedAt, news]);
  const data = useMemo(
    () => timeChartData(plan.series, shown, words.labels, colors, words),
    [plan, shown, words, colors],
  );
  const openStep = useCallback(
    (step: number, series: number | null) => {
      const bucket = steps[step];
      const line = series === null ? undefined : plan.series[series];
      if (bucket?.gap === null) open(bucket.index, line?.runs);
    },
    [plan, steps, open],
  );
  const zoom = useCallback(
    (first: number, last: number) => {
      const [from, next] = [shown[first]?.from, shown[last + 1]?.from ?? buckets.at(-1)?.to];
      if (from !== undefined && next !== undefined) zoomTo(from, next);
    },
    [shown, buckets, zoomTo],
  );
  const options = useMemo(
    () =>
      chartOptions(
        colors,
        {
          ...words,
          ...plan.words,
          named: namesOf(plan.series),
          pairs: pairsOf(plan.series),
          basis: basisOf(plan.series, shown),
        },
        { open: openStep, zoom },
      ),
    [plan, colors, words, shown, openStep, zoom],
  );
  const caption = `${plan.caption ?? plan.title} per ${window.unit}`;
  const table = useMemo(
    () => ({
      columns: [window.unit, ...plan.columns.map(([heading]) => heading)],
      rows: shown.map((bucket, step) => {
        const span = words.gaps?.[step]?.span;
        const name = `${words.titles[step] ?? ""}${span === undefined ? "" : `, ${span}`}`;
        return [name].concat(plan.columns.map(([, cell]) => cell(bucket)));
      }),
    }),
    [plan, shown, words, window.unit],
  );
  const aside = (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-md:grow">
      <Legend
        series={plan.series}
        unit={window.unit}
        hasNews={words.news.some((count) => count > 0)}
        isUnfinished={words.unfinished >= 0}
      />
      <span className="max-md:ml-auto">
        <ChartMenu title={`${plan.title} over time`} place={place} buckets={buckets} plan={plan} />
      </span>
    </span>
  );
  const chart = (
    <div ref={place}>
      <ChartBox
        // Lines have the room of bars at their ends too, so that a time is at one place in all charts.
        type="bar"
        data={data}
        options={options}
        label={caption}
        height={isBare ? "h-44 lg:h-54" : "h-56"}
      />
      <HiddenTable caption={caption} {...table} />
    </div>
  );
  if (!isBare) {
    return (
      <Card title={`${plan.title} over time`} definition={plan.definition} aside={aside}>
        {chart}
      </Card>
    );
  }
  return (
    <div className="min-w-0">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="text-sm font-medium text-muted">
          <Term definition={plan.definition}>{`${plan.title} over time`}</Term>
        </h3>
        {aside}
      </div>
      {chart}
    </div>
  );
}

/** Below a gap on the axis. */
const GAP_LABEL = "…";

/** Which lines have their names at their ends. */
function namesOf<Bucket>(series: readonly Series<Bucket>[]): ChartWords["named"] {
  return series.flatMap((one, dataset) =>
    one.shape === "line" && one.isNamed === true ? [{ dataset, name: one.label }] : [],
  );
}

/** What the tooltip says of a value beside it. */
function basisOf<Bucket>(
  series: readonly Series<Bucket>[],
  shown: readonly Bucket[],
): NonNullable<ChartWords["basis"]> {
  return (index, step) => {
    const bucket = shown[step];
    return bucket === undefined ? null : (series[index]?.basis?.(bucket) ?? null);
  };
}
