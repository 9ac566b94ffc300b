import {
  type DatasetQuery,
  type DatasetReport,
  type MatrixReport,
  type ModelQuery,
  type ModelReport,
  Period,
  type PromptQuery,
  type PromptReport,
  type StatsReport,
} from "@evalboard/contract";
import { cachedReports } from "./cached-reports.ts";
import type { StatsReader } from "./stats-reader.ts";

/** How many reports on subjects to keep, of each kind: there are more models and periods than anybody looks at. */
const MAX_SUBJECT_REPORTS = 200;

/** Computes each report at `now`, which becomes its `generatedAt`. */
export interface ReportComputations {
  board(period: Period, now: Date): Promise<StatsReport>;
  model(query: ModelQuery, now: Date): Promise<ModelReport>;
  dataset(query: DatasetQuery, now: Date): Promise<DatasetReport>;
  prompt(query: PromptQuery, now: Date): Promise<PromptReport>;
  matrix(period: Period, now: Date): Promise<MatrixReport>;
}

/** A reader that keeps each report for its minute: see `cachedReports`. */
export function cachedStatsReader(
  compute: ReportComputations,
  onError?: (error: unknown) => void,
): StatsReader {
  const byPeriod = { keyOf: (period: Period) => period, maxReports: Period.options.length, onError };
  const subjects = { maxReports: MAX_SUBJECT_REPORTS, onError };
  const boards = cachedReports({ ...byPeriod, compute: (period, now) => compute.board(period, now) });
  const matrices = cachedReports({ ...byPeriod, compute: (period, now) => compute.matrix(period, now) });
  const models = cachedReports({
    ...subjects,
    keyOf: ({ modelId, period }: ModelQuery) => `${modelId} ${period}`,
    compute: (query, now) => compute.model(query, now),
  });
  const datasets = cachedReports({
    ...subjects,
    keyOf: ({ datasetId, period }: DatasetQuery) => `${datasetId} ${period}`,
    compute: (query, now) => compute.dataset(query, now),
  });
  const prompts = cachedReports({
    ...subjects,
    keyOf: ({ promptId, period }: PromptQuery) => `${promptId} ${period}`,
    compute: (query, now) => compute.prompt(query, now),
  });
  const all = [boards, matrices, models, datasets, prompts];
  return {
    get: (period) => boards.get(period),
    model: (query) => models.get(query),
    dataset: (query) => datasets.get(query),
    prompt: (query) => prompts.get(query),
    matrix: (period) => matrices.get(period),
    close: async () => {
      await Promise.all(all.map((reports) => reports.close()));
    },
  };
}
