import type { BoardFilter } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import type { BoardRun } from "./board.ts";
import { calledVersions, type Names } from "./names.ts";

/** Which runs are asked for, by indices into the catalogue; of a name that stands for another, those of that. */
export interface NarrowedTo {
  readonly model?: number;
  readonly dataset?: number;
  readonly prompt?: number;
  readonly promptVersion?: number;
  readonly label?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export const noNarrowing: NarrowedTo = {};

/** As a reader is asked for it. */
export function filterOf({ model, dataset, prompt, promptVersion, label, tags }: NarrowedTo): BoardFilter {
  return {
    ...(model !== undefined && { modelId: idOf("model", model) }),
    ...(dataset !== undefined && { datasetId: idOf("dataset", dataset) }),
    ...(prompt !== undefined && { promptId: idOf("prompt", prompt) }),
    ...(promptVersion !== undefined && { promptVersionId: idOf("promptVersion", promptVersion) }),
    ...(label !== undefined && { label }),
    ...(tags !== undefined && { tags }),
  };
}

/** The same of what its names stand for. */
export function narrowedAsCalled(narrowed: NarrowedTo, names: Names): NarrowedTo {
  const { model, dataset, prompt, promptVersion, ...words } = narrowed;
  return {
    ...words,
    ...(model !== undefined && { model: names.models[model]! }),
    ...(dataset !== undefined && { dataset: names.datasets[dataset]! }),
    ...(prompt !== undefined && { prompt: names.prompts[prompt]! }),
    ...(promptVersion !== undefined && { promptVersion: calledVersions(names)[promptVersion]!.canonical }),
  };
}

/** Whether a run is one of those that are asked for; both as their names are called. */
export function isAskedFor(run: BoardRun, narrowed: NarrowedTo, names: Names): boolean {
  const { model, dataset, prompt, promptVersion, label, tags = {} } = narrowed;
  return (
    (model === undefined || run.model === model) &&
    (dataset === undefined || run.dataset === dataset) &&
    (prompt === undefined || calledVersions(names)[run.promptVersion]!.prompt === prompt) &&
    (promptVersion === undefined || run.promptVersion === promptVersion) &&
    (label === undefined || run.label === label) &&
    Object.entries(tags).every(([name, value]) => run.tags[name] === value)
  );
}
