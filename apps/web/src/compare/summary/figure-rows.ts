import type { GroupFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import { type Change, changeOf } from "../../figures/change.ts";
import type { Definition } from "../../figures/definitions.ts";
import type { Side } from "../compare-search.ts";

/** A figure and what it rests on. */
type GroupFigure = { readonly value: string; readonly basis: string };

/** One figure of both groups, ready to draw. */
export type FigureRow = Readonly<Record<Side, GroupFigure>> & {
  readonly title: string;
  readonly definition: Definition;
  readonly change: Change | null;
};

type Groups = Readonly<Record<Side, GroupFigures>>;

type RowOf = {
  readonly title: string;
  readonly definition: Definition;
  readonly value: (of: GroupFigures) => number | null;
  readonly format: (value: number) => string;
  readonly basis: (of: GroupFigures) => string;
  readonly comparison: "relative" | "score" | "rate";
};

const rows: readonly RowOf[] = [
  {
    title: "Mean score",
    definition: "compare.score",
    value: ({ averageScore }) => averageScore,
    format: formatScore,
    basis: ({ scoredItems }) => formatCounted(scoredItems, "item"),
    comparison: "score",
  },
  {
    title: "Pass rate",
    definition: "compare.passRate",
    value: ({ passedItems, scoredItems }) => rateOf(passedItems, scoredItems),
    format: formatRate,
    basis: ({ passedItems, scoredItems }) =>
      `${formatCount(passedItems)} of ${formatCounted(scoredItems, "item")}`,
    comparison: "rate",
  },
  {
    title: "Error rate",
    definition: "compare.errorRate",
    value: ({ erroredResults, results }) => rateOf(erroredResults, results),
    format: formatRate,
    basis: ({ erroredResults, results }) =>
      `${formatCount(erroredResults)} of ${formatCounted(results, "result")}`,
    comparison: "rate",
  },
  {
    title: "Mean latency",
    definition: "compare.latency",
    value: ({ meanLatencyMs }) => meanLatencyMs,
    format: formatLatency,
    basis: ({ measuredResults }) => `${formatCounted(measuredResults, "result")} measured`,
    comparison: "relative",
  },
  {
    title: "Mean cost per result",
    definition: "compare.cost",
    value: ({ meanCostUsd }) => meanCostUsd,
    format: formatCost,
    basis: ({ pricedResults }) => `${formatCounted(pricedResults, "result")} priced`,
    comparison: "relative",
  },
];

/**
 * The groups' own figures in their order: quality, then what it takes. Their changes are told, not judged: the verdict
 * judges the score, over the shared items.
 */
export function figureRows({ baseline, candidate }: Groups): FigureRow[] {
  return rows.map(({ title, definition, value, format, basis, comparison }) => {
    const figure = (of: GroupFigures): GroupFigure => {
      return { value: formatOrUnknown(value(of), format), basis: basis(of) };
    };
    return {
      title,
      definition,
      baseline: figure(baseline),
      candidate: figure(candidate),
      change: changeOf(value(candidate), value(baseline), comparison),
    };
  });
}

function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
