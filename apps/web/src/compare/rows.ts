import type { GroupFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatDay,
  formatDifferingTags,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import type { Side } from "../address/compare.ts";
import { type Change, changeOf } from "../figures/change.tsx";
import type { Definition } from "../kit/definitions.ts";

/** What the runs of each group have in common in one respect. */
type FactRow = Readonly<Record<Side, string>> & { readonly title: string };

type Common = GroupFigures["common"];

const facts: readonly {
  readonly title: string;
  readonly of: (group: GroupFigures) => string | null;
  readonly none: string;
}[] = [
  { title: "Run", of: ({ common: { run } }) => run?.externalId ?? null, none: "several runs" },
  { title: "Prompt", of: ({ common }) => promptOf(common), none: "several prompts" },
  { title: "Model", of: ({ common: { model } }) => model?.name ?? null, none: "several models" },
  { title: "Dataset", of: ({ common: { dataset } }) => dataset?.name ?? null, none: "several datasets" },
  { title: "Label", of: ({ common: { label } }) => label, none: "none in common" },
  {
    title: "Averaged over tags",
    of: ({ differingTags }) => formatDifferingTags(differingTags),
    none: "none that differs",
  },
];

/** What each group is, in each respect in which the runs of a side are alike. */
export function factRows(baseline: GroupFigures, candidate: GroupFigures): FactRow[] {
  return facts
    .map(({ title, of, none }) => ({
      title,
      none,
      baseline: of(baseline),
      candidate: of(candidate),
    }))
    .filter((row) => row.baseline !== null || row.candidate !== null)
    .map(({ title, none, baseline: before, candidate: after }) => {
      return { title, baseline: before ?? none, candidate: after ?? none };
    });
}

/** The days of the group's first and last completion, in the zone given. */
export function completedWords(
  { firstCompletedAt, lastCompletedAt }: GroupFigures,
  timeZone: string,
): string {
  if (firstCompletedAt === null || lastCompletedAt === null) return "never";
  const first = formatDay(firstCompletedAt, timeZone);
  const last = formatDay(lastCompletedAt, timeZone);
  return first === last ? first : `${first} – ${last}`;
}

function promptOf({ prompt, promptVersion }: Common): string | null {
  if (prompt === null) return null;
  return promptVersion === null
    ? `${prompt.name}, several versions`
    : `${prompt.name} v${promptVersion.number}`;
}

/** A figure and what it rests on. */
interface GroupFigure {
  readonly value: string;
  readonly basis: string;
}

/** One figure of both groups, ready to draw. */
type FigureRow = Readonly<Record<Side, GroupFigure>> & {
  readonly title: string;
  readonly definition: Definition;
  readonly change: Change | null;
};

type Groups = Readonly<Record<Side, GroupFigures>>;

interface RowOf {
  readonly title: string;
  readonly definition: Definition;
  readonly value: (of: GroupFigures) => number | null;
  readonly format: (value: number) => string;
  readonly basis: (of: GroupFigures) => string;
  readonly comparison: "relative" | "score" | "rate";
  /** Where it is not said of either group, the row is left out. */
  readonly isShown?: (of: GroupFigures) => boolean;
}

const rows: readonly RowOf[] = [
  {
    title: "Average score",
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
    title: "Not scored",
    definition: "compare.unscored",
    value: ({ unscoredResults, results }) => rateOf(unscoredResults, results),
    format: formatRate,
    basis: ({ unscoredResults, results }) =>
      `${formatCount(unscoredResults)} of ${formatCounted(results, "result")}`,
    comparison: "rate",
    isShown: ({ unscoredResults }) => unscoredResults > 0,
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
  const shown = rows.filter(({ isShown = always }) => isShown(baseline) || isShown(candidate));
  return shown.map(({ title, definition, value, format, basis, comparison }) => {
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

const always = (): boolean => true;

function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
