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

/**
 * Where the names stand beside their points: above and to the left, to the right, or below, at the first place that no name and no
 * point has yet and that lies within. A name that finds none stands at the first all the same. The line that joins points rises to
 * the right, and so is above none to its left.
 */
export function placeLabels(
  labels: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[],
  within: Box,
): readonly Box[] {
  const taken: Box[] = labels.map(({ x, y }) => ({ left: x - 5, top: y - 5, width: 10, height: 10 }));
  return labels.map(({ x, y, width, height }) => {
    const beside = (left: number, top: number): Box => ({ left, top, width, height });
    const [above, below] = [y - height - 5, y + 5];
    const first = beside(x - GAP - width, above);
    const places = [
      first,
      beside(x + GAP, above),
      beside(x + GAP, below),
      beside(x - GAP - width, below),
      beside(x + GAP, above - height),
      beside(x - GAP - width, above - height),
      beside(x + GAP, below + height),
      beside(x - GAP - width, below + height),
    ];
    const free = places.find((place) => isIn(place, within) && !taken.some((other) => overlap(place, other)));
    taken.push(free ?? first);
    return free ?? first;
  });
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
