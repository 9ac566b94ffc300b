import { idOf } from "@evalboard/db/testing";
import type { DatasetReport, MatrixReport, ModelReport, PromptReport } from "@evalboard/contract";
import type { ReportRequest } from "../snapshot.ts";
import { type BoardRun, datasetNames, modelNames, promptNames, promptVersions } from "./board.ts";
import { referenceCell, referenceFigures } from "./reference-figures.ts";
import {
  referenceDatasets,
  referenceHardest,
  referenceModels,
  referenceVersions,
} from "./reference-lists.ts";
import { referenceChangesOf } from "./reference-prompt-changes.ts";
import { referenceSummary, referenceWindow } from "./reference-window.ts";

type Board = readonly BoardRun[];

/** What the page of a model should show; `model` is its index. */
export function referenceModelReport(board: Board, model: number, request: ReportRequest): ModelReport {
  const { common, runs } = subject(board, request, (run) => run.model === model);
  return {
    ...common,
    model: { modelId: idOf("model", model), ...modelNames[model]! },
    datasets: referenceDatasets(runs).map(({ models: _one, ...figures }) => figures),
    promptVersions: referenceVersions(runs),
  };
}

/** What the page of a dataset should show; `dataset` is its index. */
export function referenceDatasetReport(board: Board, dataset: number, request: ReportRequest): DatasetReport {
  const { common, runs } = subject(board, request, (run) => run.dataset === dataset);
  return {
    ...common,
    dataset: { datasetId: idOf("dataset", dataset), name: datasetNames[dataset]! },
    models: referenceModels(runs),
    promptVersions: referenceVersions(runs),
    cells: modelNames.flatMap((_, model) =>
      promptVersions.flatMap((__, version) => {
        const own = runs.filter((run) => run.model === model && run.promptVersion === version);
        const ids = { modelId: idOf("model", model), promptVersionId: idOf("promptVersion", version) };
        return own.length === 0 ? [] : [{ ...ids, ...referenceCell(own) }];
      }),
    ),
  };
}

/** What the page of a prompt should show; `prompt` is its index. */
export function referencePromptReport(board: Board, prompt: number, request: ReportRequest): PromptReport {
  const { common, runs } = subject(
    board,
    request,
    (run) => promptVersions[run.promptVersion]!.prompt === prompt,
  );
  const changes = referenceChangesOf(runs, prompt);
  return {
    ...common,
    prompt: { promptId: idOf("prompt", prompt), name: promptNames[prompt]! },
    versions: [3, 2, 1].map((number) => {
      const index = promptVersions.findIndex((v) => v.prompt === prompt && v.number === number);
      const { text, createdAt } = promptVersions[index]!;
      const figures = referenceFigures(runs.filter((run) => run.promptVersion === index));
      const change = changes.find(({ newer }) => newer.number === number) ?? null;
      const promptVersionId = idOf("promptVersion", index);
      return { promptVersionId, number, ...figures, text, createdAt: createdAt.toISOString(), change };
    }),
    models: referenceModels(runs),
    datasets: referenceDatasets(runs),
  };
}

/** What the heat map should show. */
export function referenceMatrix(board: Board, request: ReportRequest): MatrixReport {
  const { head, runs } = referenceWindow(board, request);
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

function subject(board: Board, request: ReportRequest, holds: (run: BoardRun) => boolean) {
  const window = referenceWindow(board, request);
  const common = {
    ...window.head,
    summary: referenceSummary(window, holds),
    overTime: window.buckets.map(({ from, to, runs }) => ({
      from,
      to,
      ...referenceFigures(runs.filter(holds)),
    })),
  };
  return { common, runs: window.runs.filter(holds) };
}
