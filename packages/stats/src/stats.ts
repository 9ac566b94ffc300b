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
import type { Orm } from "@evalboard/db";
import { factsOrRuns, type SourceOf } from "./aggregations/source.ts";
import { boardReport } from "./board-report.ts";
import { cachedReports, withLatest } from "./cache.ts";
import { inSnapshot } from "./snapshot.ts";
import { datasetReport, matrixReport, modelReport, promptReport } from "./subject-reports.ts";

/**
 * Reads the board and the pages of its subjects. Every report is at most `STATS_TTL_MS` old, or older and marked `stale`
 * while a newer one cannot be had. It is shared between callers and frozen. All reject with what the database threw where
 * there is no answer young enough to give.
 */
export interface StatsReader {
  get(period: Period): Promise<StatsReport>;
  /**
   * What `get` gave last, while that is true to the second: its age is in whole seconds. The same object each time, so that
   * what is made of it can be kept by it. Undefined where `get` has to be asked.
   */
  latest(period: Period): StatsReport | undefined;
  /** Throws `SubjectNotFound` where there is no such model. */
  model(query: ModelQuery): Promise<ModelReport>;
  /** Throws `SubjectNotFound` where there is no such dataset. */
  dataset(query: DatasetQuery): Promise<DatasetReport>;
  /** Throws `SubjectNotFound` where there is no such prompt. */
  prompt(query: PromptQuery): Promise<PromptReport>;
  matrix(period: Period): Promise<MatrixReport>;
  /** Forgets the answers; the database is the caller's to close. */
  close(): Promise<void>;
}

export interface StatsReaderOptions {
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, a name as `TimeZone` gives it: days on the board are its days. */
  readonly timeZone: string;
  /** Where the figures come from; the facts where nothing is said, as `factsOrRuns` has it. */
  readonly sourceOf?: SourceOf | undefined;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The board over one database; each report is read in a snapshot of its own. */
export function createStatsReader(options: StatsReaderOptions): StatsReader {
  const { orm, timeZone, sourceOf = factsOrRuns, onError } = options;
  const board = { orm, sourceOf };
  const asked = (period: Period, now: Date) => ({ period, timeZone, now });
  return cachedStatsReader(
    {
      board: (period, now) => inSnapshot(board, asked(period, now), boardReport),
      matrix: (period, now) => inSnapshot(board, asked(period, now), matrixReport),
      model: ({ modelId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => modelReport(snapshot, modelId)),
      dataset: ({ datasetId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => datasetReport(snapshot, datasetId)),
      prompt: ({ promptId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => promptReport(snapshot, promptId)),
    },
    onError,
  );
}

/** How many reports on subjects to keep, of each kind: there are more models and periods than anybody looks at. */
const MAX_SUBJECT_REPORTS = 200;

/** Computes each report at `now`, which becomes its `generatedAt`. */
interface ReportComputations {
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
    ...withLatest((period: Period) => boards.get(period)),
    model: (query) => models.get(query),
    dataset: (query) => datasets.get(query),
    prompt: (query) => prompts.get(query),
    matrix: (period) => matrices.get(period),
    close: async () => {
      await Promise.all(all.map((reports) => reports.close()));
    },
  };
}
