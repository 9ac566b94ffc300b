import type { ChartOptions } from "chart.js";
import type { Kind } from "./canvas.tsx";
import type { ChartColors } from "./chart.tsx";
import { GAP_AXIS, type GapWords } from "./gaps.ts";

/** How the bars of every chart look. */
export const BAR = { borderRadius: 3, maxBarThickness: 40, categoryPercentage: 0.86, barPercentage: 0.9 };

/** What differs between the board's charts. */
export interface ChartWords {
  /** The steps' names in full, for the tooltip; as many as there are labels. */
  readonly titles: readonly string[];
  /** A value on the axis. */
  readonly tick: (value: number) => string;
  /** A value in the tooltip, after the series' name. */
  readonly value: (value: number) => string;
  /** Of each step that stands for a stretch of empty ones its words, null of the others; not said where all are plain. */
  readonly gaps?: readonly (GapWords | null)[] | undefined;
  /** Where the axis starts and ends; from 0 to what there is, in whole steps, where it is not said. */
  readonly axis?: { readonly beginAtZero: boolean; readonly max?: number };
  /** What a value of a series rests on, after it in the tooltip; null where nothing is to be said. */
  readonly basis?: ((series: number, step: number) => string | null) | undefined;
  /** What else there is to say of a step, a line each. */
  readonly notes?: readonly (readonly string[])[] | undefined;
  /** How much is new in each step, for the marks on the axis. */
  readonly news?: readonly number[] | undefined;
  /** The step that has not ended yet; -1 where all have. */
  readonly unfinished?: number | undefined;
  /** Pairs of lines, each by its place among the series, between which it is filled. */
  readonly pairs?: readonly (readonly [from: number, to: number])[] | undefined;
  /** Lines whose names stand at their ends: the place of each among the series. */
  readonly named?: readonly { readonly dataset: number; readonly name: string }[] | undefined;
}

/** Where one can go from a chart. */
export interface ChartWays {
  /** To a step; `series` is the line that was nearest to the pointer, null where a key asked. */
  readonly open?: ((step: number, series: number | null) => void) | undefined;
  /** To a stretch of steps, both included. */
  readonly zoom?: ((first: number, last: number) => void) | undefined;
}

type Plugins = NonNullable<ChartOptions<Kind>["plugins"]>;

/** Quiet axes, an exact tooltip for the step under the pointer. */
export function chartOptions(
  colors: ChartColors,
  words: ChartWords,
  { open, zoom }: ChartWays = {},
): ChartOptions<Kind> {
  const named = words.named ?? [];
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false },
    ...(zoom === undefined ? {} : { events: [...EVENTS] }),
    ...(open === undefined ? {} : opening(open)),
    ...(named.length === 0 ? {} : { layout: { padding: roomFor(named) } }),
    scales: {
      x: {
        border: { color: colors.line },
        grid: { display: false },
        // Labels are of a length: some say how many there is room for.
        ticks: { color: colors.muted, maxRotation: 0, autoSkipPadding: 10, sampleSize: 16 },
      },
      y: {
        beginAtZero: true,
        ...words.axis,
        afterFit: widenAxis,
        border: { display: false },
        grid: { color: colors.line, tickLength: 0 },
        ticks: {
          color: colors.muted,
          maxTicksLimit: 5,
          padding: 8,
          ...(words.axis === undefined ? { precision: 0 } : {}),
          callback: (value) => words.tick(Number(value)),
        },
      },
      ...(words.gaps === undefined ? {} : { [GAP_AXIS]: { display: false, min: 0, max: 1 } }),
    },
    plugins: {
      tooltip: tooltipOptions(colors, words),
      gapWords: { gaps: words.gaps ?? [], color: colors.muted },
      between: { pairs: words.pairs ?? [], color: colors.band },
      marks: {
        counts: words.news ?? [],
        unfinished: words.unfinished ?? -1,
        ink: colors.ink,
        muted: colors.muted,
        shade: colors.line,
      },
      unfinished: { step: words.unfinished ?? -1 },
      endLabels: { lines: named, ink: colors.ink },
      brush: { onZoom: zoom, color: colors.accent, fill: colors.accentSoft },
    },
  };
}

/** Room for the words of nearly every axis, px: charts that stand above one another have a time at one place. */
const AXIS_WIDTH = 52;

function widenAxis(axis: { width: number }): void {
  axis.width = Math.max(axis.width, AXIS_WIDTH);
}

/** Chart.js's own, and those of a drag. */
const EVENTS = ["mousemove", "mouseout", "click", "touchstart", "touchmove", "mousedown", "mouseup"] as const;

/** A letter of the names at the ends of lines, px, and the most that they take of a chart's width. */
const LETTER = 6;
const MOST_ROOM = 0.34;

/** How wide the names at the ends of lines may be, px; what is longer is cut. */
function roomFor(
  named: NonNullable<ChartWords["named"]>,
): (context: { chart: { width: number } }) => { right: number } {
  const wanted = Math.max(...named.map(({ name }) => name.length)) * LETTER + 16;
  return ({ chart }) => ({ right: Math.min(wanted, chart.width * MOST_ROOM) });
}

function opening(open: NonNullable<ChartWays["open"]>): Pick<ChartOptions<Kind>, "onClick" | "onHover"> {
  return {
    onClick: (event, [element], chart) => {
      if (element === undefined) return;
      const { native } = event;
      if (native === null) return open(element.index, null);
      const [nearest] = chart.getElementsAtEventForMode(
        native,
        "nearest",
        { intersect: false, axis: "xy" },
        false,
      );
      open(element.index, nearest?.datasetIndex ?? null);
    },
    onHover: (_event, elements, { canvas }) => {
      canvas.style.cursor = elements.length === 0 ? "" : "pointer";
    },
  };
}

/** A stretch of empty steps says when it was, and nothing else is said of it. */
function tooltipOptions(colors: ChartColors, words: ChartWords): NonNullable<Plugins["tooltip"]> {
  return {
    backgroundColor: colors.ink,
    titleColor: colors.surface,
    bodyColor: colors.surface,
    footerColor: colors.surface,
    footerFont: { weight: "normal" },
    padding: 10,
    cornerRadius: 8,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 6,
    multiKeyBackground: "transparent",
    filter: ({ dataset, dataIndex }) => isGapBar(dataset) === ((words.gaps?.[dataIndex] ?? null) !== null),
    callbacks: {
      title: ([item]) => (item === undefined ? "" : (words.titles[item.dataIndex] ?? "")),
      label: ({ dataset, dataIndex, datasetIndex }) =>
        words.gaps?.[dataIndex]?.span ??
        `${dataset.label ?? ""}: ${valueWords(dataset.data[dataIndex], words)}${basisWords(words, datasetIndex, dataIndex)}`,
      footer: ([item]) => (item === undefined ? [] : [...(words.notes?.[item.dataIndex] ?? [])]),
    },
  };
}

function basisWords({ basis }: ChartWords, series: number, step: number): string {
  const text = basis?.(series, step) ?? null;
  return text === null ? "" : ` (${text})`;
}

function isGapBar(dataset: object): boolean {
  return "yAxisID" in dataset && dataset.yAxisID === GAP_AXIS;
}

/** A bar that starts and ends somewhere is an interval. */
function valueWords(value: unknown, { value: format }: ChartWords): string {
  if (typeof value === "number") return format(value);
  if (!Array.isArray(value)) return "none measured";
  return value.map((end) => format(Number(end))).join(" to ");
}
