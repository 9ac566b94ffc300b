import type { DatasetFigures, ModelFigures, PromptVersionFigures } from "@evalboard/contract";

type Order<Row> = (a: Row, b: Row) => number;

/**
 * The best model first, by the lower bound of its interval: one lucky run does not beat five hundred
 * good ones. Those without an interval follow by their mean, those without a score last; ties go to
 * the one with more runs, then by provider and name.
 */
export const bestModelFirst: Order<ModelFigures> = (a, b) =>
  descending(a.scoreInterval?.low, b.scoreInterval?.low) ||
  // Of two with an interval only those of equal bound get here, and their means do not rank them.
  (a.scoreInterval ? 0 : descending(a.averageScore, b.averageScore)) ||
  descending(a.runs, b.runs) ||
  byText(a.provider, b.provider) ||
  byText(a.name, b.name);

/**
 * The hardest dataset first, by the upper bound of its interval: one unlucky run makes no dataset hard. Those without
 * an interval follow by their mean, those without a score last; ties go to the one with more runs, then by name.
 */
export const hardestDatasetFirst: Order<DatasetFigures> = (a, b) =>
  ascending(a.scoreInterval?.high, b.scoreInterval?.high) ||
  (a.scoreInterval ? 0 : ascending(a.averageScore, b.averageScore)) ||
  mostUsedFirst(a, b);

/** The one with most runs first; ties by name. */
export const mostUsedFirst: Order<Pick<DatasetFigures, "runs" | "name">> = (a, b) =>
  descending(a.runs, b.runs) || byText(a.name, b.name);

/** By prompt, and of each prompt its newest version first. */
export const newestVersionFirst: Order<PromptVersionFigures> = (a, b) =>
  byText(a.promptName, b.promptName) || b.number - a.number;

/** By code units, whatever the locale. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Figure = number | null | undefined;

/** The larger first, the absent last. */
function descending(a: Figure, b: Figure): number {
  return (b ?? -1) - (a ?? -1);
}

/** The smaller first, the absent last; of figures up to 1. */
function ascending(a: Figure, b: Figure): number {
  return (a ?? 2) - (b ?? 2);
}
