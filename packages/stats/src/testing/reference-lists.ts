import { idOf } from "@evalboard/db/testing";
import type { PromptVersionFigures, RankedDataset, RankedModel } from "@evalboard/contract";
import { datasetNames, modelNames, promptNames } from "./board.ts";
import type { CalledVersion } from "./names.ts";
import { byCodePoints, referenceFigures } from "./reference-figures.ts";
import {
  inRank,
  referenceConsistency,
  referencePlace,
  referenceRanks,
  referenceTelling,
} from "./reference-ranks.ts";
import type { ReferenceWindow } from "./reference-window.ts";

/** Every model with a run, the best first. */
export function referenceModels({ runs, items, ofRuns, ofAllTime }: RunsAndItems): RankedModel[] {
  const { models: places } = referenceRanks(runs, items, ofAllTime);
  const models = modelNames.flatMap((names, index) => {
    const own = runs.filter((run) => run.model === index);
    const known = items.filter((item) => item.model === index);
    if (own.length === 0) return [];
    return [
      {
        modelId: idOf("model", index),
        ...names,
        ...referenceFigures(own, { items: known, ofRuns }),
        ...referencePlace(places.get(idOf("model", index)), datasetCalled),
        consistency: referenceConsistency(known),
      },
    ];
  });
  return inRank(models, 1);
}

/** Every dataset with a run, the hardest first. */
export function referenceHardest({ runs, items, ofRuns, ofAllTime }: RunsAndItems): RankedDataset[] {
  const { datasets: places } = referenceRanks(runs, items, ofAllTime);
  const datasets = datasetNames.flatMap((name, index) => {
    const own = runs.filter((run) => run.dataset === index);
    const known = items.filter((item) => item.dataset === index);
    if (own.length === 0) return [];
    return [
      {
        datasetId: idOf("dataset", index),
        name,
        models: new Set(own.map((run) => run.model)).size,
        ...referenceFigures(own, { items: known, ofRuns }),
        ...referencePlace(places.get(idOf("dataset", index)), modelCalled),
        ...referenceTelling(known),
      },
    ];
  });
  return inRank(datasets, -1);
}

/** Every dataset with a run, the most used first. */
export function referenceDatasets(window: RunsAndItems): RankedDataset[] {
  return referenceHardest(window)
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => b.runs - a.runs);
}

type RunsAndItems = Pick<ReferenceWindow, "runs" | "items" | "ofRuns" | "ofAllTime">;

function datasetCalled(id: string) {
  const name = datasetNames.find((_, index) => idOf("dataset", index) === id)!;
  return { datasetId: id, name };
}

function modelCalled(id: string) {
  const names = modelNames.find((_, index) => idOf("model", index) === id)!;
  return { modelId: id, ...names };
}

/** Every prompt version with a run, by prompt, the newest of each first. */
export function referenceVersions(
  { runs, items, ofRuns }: RunsAndItems,
  called: readonly CalledVersion[],
): PromptVersionFigures[] {
  const versions = called.flatMap(({ prompt, number }, index) => {
    const own = runs.filter((run) => run.promptVersion === index);
    const known = items.filter((item) => item.promptVersion === index);
    const promptName = promptNames[prompt]!;
    const ids = { promptId: idOf("prompt", prompt), promptVersionId: idOf("promptVersion", index) };
    return own.length === 0
      ? []
      : [{ ...ids, promptName, number, ...referenceFigures(own, { items: known, ofRuns }) }];
  });
  return versions
    .toSorted((a, b) => b.number - a.number)
    .toSorted((a, b) => byCodePoints(a.promptName, b.promptName));
}
