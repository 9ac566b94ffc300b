import type { Appearance, RankedModel, ScoreLine } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import { adjustedMean } from "@evalboard/inference";
import { type BoardRun, modelNames, promptNames } from "./board.ts";
import { byCodePoints } from "./reference-figures.ts";
import { type KnownItem, referenceParts, referenceSpread, sum } from "./reference-items.ts";
import { allOrNothing, referenceRanks } from "./reference-ranks.ts";
import type { ReferenceWindow } from "./reference-window.ts";

/** The lines of the first five models. What a point rests on is counted here; its figure is the inference package's, tested against R. */
export function referenceScoreLines(window: ReferenceWindow, models: readonly RankedModel[]): ScoreLine[] {
  const { runs, items, ofRuns, ofAllTime, buckets } = window;
  const { fit } = referenceRanks(runs, items, ofAllTime);
  return models.slice(0, 5).map(({ modelId, provider, name, adjustedScore }) => {
    const model = modelNames.findIndex((_, index) => idOf("model", index) === modelId);
    const inMix = (run: BoardRun) =>
      adjustedScore === null || fit.columns.includes(idOf("dataset", run.dataset));
    const points = buckets.map(({ from, to, runs: all }) => {
      const own = all.filter((run) => run.model === model && run.averageScore !== null && inMix(run));
      const parts = partsOf(
        own,
        items.filter((item) => item.model === model),
      );
      const found = adjustedScore === null ? null : adjustedMean(fit, modelId, parts, ofRuns);
      return {
        from,
        to,
        runs: own.length,
        items: sum(own.map((run) => run.perfectItems + run.partialItems + run.failedItems)),
        score: found && found.score,
        interval: found && found.interval,
      };
    });
    return { model: { modelId, provider, name }, points };
  });
}

function partsOf(runs: readonly BoardRun[], ofModel: readonly KnownItem[]) {
  return referenceParts(runs, "scores").map((part) => {
    const items = ofModel.filter((item) => item.dataset === part.dataset);
    const spread = items.length === 0 ? allOrNothing(part) : referenceSpread(items, "scores");
    return { ...part, spread, dataset: idOf("dataset", part.dataset) };
  });
}

/** What was first run in the window: all that has no earlier run, in order. */
export function referenceAppearances({ ofAllTime, window, versions }: ReferenceWindow): Appearance[] {
  const firstOf = (runs: readonly BoardRun[]) =>
    runs.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0]!.at;
  const isNew = (at: Date) => at >= window.from && at < window.to;
  const models = [...Map.groupBy(ofAllTime, (run) => run.model)].flatMap(([model, runs]): Appearance[] => {
    const at = firstOf(runs);
    const of = { modelId: idOf("model", model), ...modelNames[model]! };
    return isNew(at) ? [{ at: at.toISOString(), kind: "model", model: of }] : [];
  });
  const promptOf = (run: BoardRun) => versions[run.promptVersion]!.prompt;
  const prompts = [...Map.groupBy(ofAllTime, (run) => run.promptVersion)].flatMap(([index, runs]) => {
    const { prompt, number } = versions[index]!;
    const at = firstOf(runs);
    const ofPrompt = firstOf(ofAllTime.filter((run) => promptOf(run) === prompt));
    if (!isNew(at) || (number === 1 && !isNew(ofPrompt))) return [];
    const name = promptNames[prompt]!;
    const promptId = idOf("prompt", prompt);
    return [{ at: at.toISOString(), kind: "prompt version", promptId, name, number } as const];
  });
  return [
    ...models.toSorted((a, b) => byCodePoints(nameOf(a), nameOf(b))),
    ...prompts.toSorted((a, b) => byCodePoints(a.name, b.name) || a.number - b.number),
  ]
    .toSorted((a, b) => byCodePoints(a.at, b.at))
    .slice(-50);
}

function nameOf(appearance: Appearance): string {
  return appearance.kind === "model" ? `${appearance.model.provider}/${appearance.model.name}` : "";
}
