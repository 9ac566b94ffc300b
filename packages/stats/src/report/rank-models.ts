import { LIST_LIMIT, type ModelFigures } from "../contract.ts";

/**
 * The ten best models by the lower bound of their interval: one lucky run does not beat five hundred
 * good ones. Those without an interval follow by their mean, those without a score last; ties go to
 * the one with more runs, then by provider and name.
 */
export function rankModels(models: readonly ModelFigures[]): ModelFigures[] {
  return models.toSorted(compareModels).slice(0, LIST_LIMIT);
}

function compareModels(a: ModelFigures, b: ModelFigures): number {
  return (
    descending(a.scoreInterval?.low, b.scoreInterval?.low) ||
    // Of two with an interval only those of equal bound get here, and their means do not rank them.
    (a.scoreInterval ? 0 : descending(a.averageScore, b.averageScore)) ||
    b.runs - a.runs ||
    ascending(a.provider, b.provider) ||
    ascending(a.name, b.name)
  );
}

/** The larger first, the absent last. */
function descending(a: number | null | undefined, b: number | null | undefined): number {
  return (b ?? -1) - (a ?? -1);
}

function ascending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
