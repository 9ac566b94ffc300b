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
    datasets: referenceDatasets(window).map((dataset) => {
      const figures = referenceFigures(
        window.runs.filter((run) => idOf("dataset", run.dataset) === dataset.datasetId),
        {
          items: window.items.filter((item) => idOf("dataset", item.dataset) === dataset.datasetId),
          ofRuns: window.ofRuns,
        },
      );
      return { datasetId: dataset.datasetId, name: dataset.name, ...figures };
    }),
    promptVersions: referenceVersions(window, window.versions),
  };
}

/** What the page of a dataset should show; `dataset` is its index, or that of a name that stands for it. */
export function referenceDatasetReport(asked: Asked, dataset: number): DatasetReport {
  const window = referenceWindow({ ...asked, narrowedTo: { dataset } });
  const { runs, items, ofRuns, versions } = window;
  const { datasets } = asked.names ?? ownNames;
  const called = datasets[dataset]!;
  return {
    ...common(window),
    dataset: { datasetId: idOf("dataset", called), name: datasetNames[called]! },
    models: referenceModels(window),
    promptVersions: referenceVersions(window, versions),
    cells: modelNames.flatMap((_, model) =>
      versions.flatMap((__, version) => {
        const isOf = (of: { model: number; promptVersion: number }) =>
          of.model === model && of.promptVersion === version;
        const own = runs.filter(isOf);
        const ids = { modelId: idOf("model", model), promptVersionId: idOf("promptVersion", version) };
        return own.length === 0
          ? []
          : [{ ...ids, ...referenceCell(own, { items: items.filter(isOf), ofRuns }) }];
      }),
    ),
  };
}

/** What the page of a prompt should show; `prompt` is its index, or that of a name that stands for it. */
export function referencePromptReport(asked: Asked, prompt: number): PromptReport {
  const window = referenceWindow({ ...asked, narrowedTo: { prompt } });
  const { runs, items, ofRuns, versions } = window;
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
        const figures = referenceFigures(
          runs.filter((run) => run.promptVersion === canonical),
          { items: items.filter((item) => item.promptVersion === canonical), ofRuns },
        );
        const change = changes.find(({ newer }) => newer.number === number) ?? null;
        const promptVersionId = idOf("promptVersion", canonical);
        return { promptVersionId, number, ...figures, text, firstRunAt: firstRunAt.toISOString(), change };
      }),
    models: referenceModels(window),
    datasets: referenceDatasets(window),
  };
}

/** What the heat map should show. */
export function referenceMatrix(asked: Asked): MatrixReport {
  const window = referenceWindow(asked);
  const { head, runs, items, ofRuns } = window;
  const [models, datasets] = [referenceModels(window), referenceHardest(window)];
  return {
    ...head,
    models,
    totalModels: models.length,
    datasets,
    totalDatasets: datasets.length,
    cells: modelNames.flatMap((_, model) =>
      datasetNames.flatMap((__, dataset) => {
        const isOf = (of: { model: number; dataset: number }) => of.model === model && of.dataset === dataset;
        const own = runs.filter(isOf);
        const ids = { modelId: idOf("model", model), datasetId: idOf("dataset", dataset) };
        return own.length === 0
          ? []
          : [{ ...ids, ...referenceCell(own, { items: items.filter(isOf), ofRuns }) }];
      }),
    ),
  };
}

function common(window: ReferenceWindow): SubjectReport {
  return {
    ...window.head,
    summary: referenceSummary(window),
    overTime: window.buckets.map(({ from, to, runs }) => ({
      from,
      to,
      ...referenceFigures(runs, window),
    })),
    metrics: referenceMetrics(window.runs),
  };
}
