import type { ComparedGroup } from "@evalboard/contract";
import type { tradeOffs } from "../address/compare.ts";

export type TradeOffKind = (typeof tradeOffs)[number];

/** A group as a point: what it takes, and what it gives. */
export interface TradeOffPoint {
  readonly name: string;
  /** US dollars a result, or the median latency in ms. */
  readonly x: number;
  /** The adjusted score. */
  readonly y: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** No other is at least as good and takes less. */
  readonly isFrontier: boolean;
}

type Grouped = Pick<ComparedGroup, "adjustedScore" | "adjustedInterval" | "medianLatencyMs" | "frontier"> & {
  readonly figures: Pick<ComparedGroup["figures"], "meanCostUsd">;
};

/** The groups of which both figures are known, what takes least first; and the names of the others. */
export function tradeOffPoints(
  groups: readonly Grouped[],
  names: readonly string[],
  kind: TradeOffKind,
): { readonly points: readonly TradeOffPoint[]; readonly missing: readonly string[] } {
  const all = groups.map((group, index) => ({
    name: names[index] ?? "",
    x: kind === "cost" ? group.figures.meanCostUsd : group.medianLatencyMs,
    y: group.adjustedScore,
    interval: group.adjustedInterval,
    isFrontier: group.frontier[kind],
  }));
  const points = all.flatMap(({ x, y, ...rest }) => (x === null || y === null ? [] : [{ ...rest, x, y }]));
  return {
    points: points.toSorted((one, other) => one.x - other.x || one.y - other.y),
    missing: all.flatMap(({ name, x, y }) => (x === null || y === null ? [name] : [])),
  };
}

/** Figures that lie so far apart would stand in a heap at one end of a plain axis. */
const FAR_APART = 20;

/** Whether an axis of these has equal steps for equal ratios. */
export function isLogarithmic(points: readonly Pick<TradeOffPoint, "x">[]): boolean {
  const known = points.map(({ x }) => x);
  const least = Math.min(...known);
  return least > 0 && Math.max(...known) / least > FAR_APART;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room between a point and its name, px. */
const GAP = 9;

/** A straight line that is drawn, px. */
export interface Segment {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/**
 * Where the names stand beside their points: to the left or the right, above or below, the nearest place first, at the one that
 * covers least: no other name and no point if that can be, then no line, and always within where one of the places is.
 */
export function placeLabels(
  labels: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[],
  lines: readonly Segment[],
  within: Box,
): readonly Box[] {
  const taken: Box[] = labels.map(({ x, y }) => ({ left: x - 5, top: y - 5, width: 10, height: 10 }));
  const harm = (place: Box): number =>
    (isIn(place, within) ? 0 : 10_000) +
    100 * taken.filter((other) => overlap(place, other)).length +
    lines.filter((line) => crosses(line, place)).length;
  return labels.map(({ x, y, width, height }) => {
    const tops = [y - height - 5, y + 5, y - 2 * height - 5, y + height + 5, y - 3 * height - 5];
    const lefts = [x - GAP - width, x + GAP];
    const places = tops.flatMap((top) => lefts.map((left): Box => ({ left, top, width, height })));
    const best = places.reduce((least, place) => (harm(place) < harm(least) ? place : least));
    taken.push(best);
    return best;
  });
}

/** Whether a line passes through a box: what is left of it between the box's sides is not empty. */
function crosses({ from, to }: Segment, { left, top, width, height }: Box): boolean {
  let [start, end] = [0, 1];
  for (const [at, step, low, high] of [
    [from.x, to.x - from.x, left, left + width],
    [from.y, to.y - from.y, top, top + height],
  ] as const) {
    if (step === 0) {
      if (at <= low || at >= high) return false;
      continue;
    }
    const [one, other] = [(low - at) / step, (high - at) / step];
    start = Math.max(start, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return start < end;
}

function isIn(box: Box, outer: Box): boolean {
  return (
    box.left >= outer.left &&
    box.top >= outer.top &&
    box.left + box.width <= outer.left + outer.width &&
    box.top + box.height <= outer.top + outer.height
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}
