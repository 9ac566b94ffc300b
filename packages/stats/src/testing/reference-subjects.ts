import { idOf } from "@evalboard/db/testing";
import type {
  DatasetReport,
  MatrixReport,
  ModelReport,
  PromptReport,
  SubjectReport,
} from "@evalboard/contract";
import { datasetNames, modelNames, promptNames } from "./board.ts";
import { ownNames } from "./names.ts";
import { referenceCell, referenceFigures, referenceMetrics } from "./reference-figures.ts";
import {
  referenceDatasets,
  referenceHardest,
  referenceModels,
  referenceVersions,
} from "./reference-lists.ts";
import { referenceChangesOf } from "./reference-prompt-changes.ts";
import { type Asked, referenceSummary, type ReferenceWindow, referenceWindow } from "./reference-window.ts";

/** What the page of a model should show; `model` is its index, or that of a name that stands for it. */
export function referenceModelReport(asked: Asked, model: number): ModelReport {
  const window = referenceWindow({ ...asked, narrowedTo: { model } });
  const { models } = asked.names ?? ownNames;
  const called = models[model]!;
  return {
    ...common(window),
    model: { modelId: idOf("model", called), ...modelNames[called]! },
    datasets: referenceDatasets(window.runs).map(({ models: _one, ...figures }) => figures),
    promptVersions: referenceVersions(window.runs, window.versions),
  };
}

/** What the page of a dataset should show; `dataset` is its index, or that of a name that stands for it. */
export function referenceDatasetReport(asked: Asked, dataset: number): DatasetReport {
  const window = referenceWindow({ ...asked, narrowedTo: { dataset } });
  const { runs, versions } = window;
  const { datasets } = asked.names ?? ownNames;
  const called = datasets[dataset]!;
  return {
    ...common(window),
    dataset: { datasetId: idOf("dataset", called), name: datasetNames[called]! },
    models: referenceModels(runs),
    promptVersions: referenceVersions(runs, versions),
    cells: modelNames.flatMap((_, model) =>
      versions.flatMap((__, version) => {
        const own = runs.filter((run) => run.model === model && run.promptVersion === version);
        const ids = { modelId: idOf("model", model), promptVersionId: idOf("promptVersion", version) };
        return own.length === 0 ? [] : [{ ...ids, ...referenceCell(own) }];
      }),
    ),
  };
}

/** What the page of a prompt should show; `prompt` is its index, or that of a name that stands for it. */
export function referencePromptReport(asked: Asked, prompt: number): PromptReport {
  const window = referenceWindow({ ...asked, narrowedTo: { prompt } });
  const { runs, versions } = window;
  const { prompts } = asked.names ?? ownNames;
  const called = prompts[prompt]!;
  const changes = referenceChangesOf(window, called);
  const own = versions.filter((version, index) => version.canonical === index && version.prompt === called);
  return {
    ...common(window),
    prompt: { promptId: idOf("prompt", called), name: promptNames[called]! },
    versions: own
      .toSorted((a, b) => b.number - a.number)
      .map(({ canonical, number, text, firstRunAt }) => {
        const figures = referenceFigures(runs.filter((run) => run.promptVersion === canonical));
        const change = changes.find(({ newer }) => newer.number === number) ?? null;
        const promptVersionId = idOf("promptVersion", canonical);
        return { promptVersionId, number, ...figures, text, firstRunAt: firstRunAt.toISOString(), change };
      }),
    models: referenceModels(runs),
    datasets: referenceDatasets(runs),
  };
}

/** What the heat map should show. */
export function referenceMatrix(asked: Asked): MatrixReport {
  const { head, runs } = referenceWindow(asked);
  const [models, datasets] = [referenceModels(runs), referenceHardest(runs)];
  return {
    ...head,
    models,
    totalModels: models.length,
    datasets,
    totalDatasets: datasets.length,
    cells: modelNames.flatMap((_, model) =>
      datasetNames.flatMap((__, dataset) => {
        const own = runs.filter((run) => run.model === model && run.dataset === dataset);
        const ids = { modelId: idOf("model", model), datasetId: idOf("dataset", dataset) };
        return own.length === 0 ? [] : [{ ...ids, ...referenceCell(own) }];
      }),
    ),
  };
}

function common(window: ReferenceWindow): SubjectReport {
  return {
    ...window.head,
    summary: referenceSummary(window),
    overTime: window.buckets.map(({ from, to, runs }) => ({ from, to, ...referenceFigures(runs) })),
    metrics: referenceMetrics(window.runs),
  };
}
