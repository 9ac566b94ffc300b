import type { DatasetFigures, PromptVersionFigures, RankedDataset, RankedModel } from "@evalboard/contract";

type Order<Row> = (a: Row, b: Row) => number;

/**
 * The best model first, by the adjusted score. Those that stand apart come after by their average, those without a score last;
 * ties go to the one with more runs, then by provider and name.
 */
export const bestModelFirst: Order<RankedModel> = (a, b) =>
  descending(a.adjustedScore, b.adjustedScore) ||
  descending(a.averageScore, b.averageScore) ||
  descending(a.runs, b.runs) ||
  byText(a.provider, b.provider) ||
  byText(a.name, b.name);

/** The hardest dataset first, by the adjusted score. Those that stand apart come after by their average, as with models. */
export const hardestDatasetFirst: Order<RankedDataset> = (a, b) =>
  ascending(a.adjustedScore, b.adjustedScore) ||
  ascending(a.averageScore, b.averageScore) ||
  mostUsedFirst(a, b);

/** The one with most runs first; ties by name. */
export const mostUsedFirst: Order<Pick<DatasetFigures, "runs" | "name">> = (a, b) =>
  descending(a.runs, b.runs) || byText(a.name, b.name);

/** By prompt, and of each prompt its newest version first. */
export const newestVersionFirst: Order<Pick<PromptVersionFigures, "promptName" | "number">> = (a, b) =>
  byText(a.promptName, b.promptName) || b.number - a.number;

/** By code units, whatever the locale. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The larger first, the absent last. */
function descending(a: number | null, b: number | null): number {
  return a === null || b === null ? absentLast(a, b) : b - a;
}

/** The smaller first, the absent last. */
function ascending(a: number | null, b: number | null): number {
  return a === null || b === null ? absentLast(a, b) : a - b;
}

function absentLast(a: number | null, b: number | null): number {
  return Number(a === null) - Number(b === null);
}
