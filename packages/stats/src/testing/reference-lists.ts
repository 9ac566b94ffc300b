import { idOf } from "@evalboard/db/testing";
import type { DatasetFigures, ModelFigures, PromptVersionFigures, SummaryFigures } from "@evalboard/contract";
import { type BoardRun, datasetNames, modelNames, promptNames } from "./board.ts";
import type { CalledVersion } from "./names.ts";
import { byCodePoints, referenceFigures } from "./reference-figures.ts";

// Each criterion is a sort of its own, from the last to the first: sorts keep the order of equals.

/** Every model with a run, the best first. */
export function referenceModels(runs: readonly BoardRun[]): ModelFigures[] {
  const models = modelNames.flatMap((names, index) => {
    const own = runs.filter((run) => run.model === index);
    return own.length === 0 ? [] : [{ modelId: idOf("model", index), ...names, ...referenceFigures(own) }];
  });
  return models
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => byCodePoints(a.provider, b.provider))
    .toSorted((a, b) => b.runs - a.runs)
    .toSorted((a, b) => rank(b, "low", -1) - rank(a, "low", -1));
}

/** Every dataset with a run, the most used first. */
export function referenceDatasets(runs: readonly BoardRun[]): DatasetFigures[] {
  const datasets = datasetNames.flatMap((name, index) => {
    const own = runs.filter((run) => run.dataset === index);
    const models = new Set(own.map((run) => run.model)).size;
    const id = idOf("dataset", index);
    return own.length === 0 ? [] : [{ datasetId: id, name, models, ...referenceFigures(own) }];
  });
  return datasets.toSorted((a, b) => byCodePoints(a.name, b.name)).toSorted((a, b) => b.runs - a.runs);
}

/** Every dataset with a run, the hardest first. */
export function referenceHardest(runs: readonly BoardRun[]): DatasetFigures[] {
  return referenceDatasets(runs).toSorted((a, b) => rank(a, "high", 9) - rank(b, "high", 9));
}

/** Every prompt version with a run, by prompt, the newest of each first. */
export function referenceVersions(
  runs: readonly BoardRun[],
  called: readonly CalledVersion[],
): PromptVersionFigures[] {
  const versions = called.flatMap(({ prompt, number }, index) => {
    const own = runs.filter((run) => run.promptVersion === index);
    const promptName = promptNames[prompt]!;
    const ids = { promptId: idOf("prompt", prompt), promptVersionId: idOf("promptVersion", index) };
    return own.length === 0 ? [] : [{ ...ids, promptName, number, ...referenceFigures(own) }];
  });
  return versions
    .toSorted((a, b) => b.number - a.number)
    .toSorted((a, b) => byCodePoints(a.promptName, b.promptName));
}

/** Those with an interval before those without, in either direction, and `none` for those without a score; on ten decimals. */
function rank(figures: SummaryFigures, bound: "low" | "high", none: number): number {
  const { scoreInterval, averageScore } = figures;
  const best = bound === "low" ? 2 : -2;
  const figure = scoreInterval === null ? (averageScore ?? none) : best + scoreInterval[bound];
  return Number(figure.toFixed(10));
}
