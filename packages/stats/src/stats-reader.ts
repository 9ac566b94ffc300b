import type {
  DatasetQuery,
  DatasetReport,
  MatrixReport,
  ModelQuery,
  ModelReport,
  Period,
  PromptQuery,
  PromptReport,
  StatsReport,
} from "@evalboard/contract";

/**
 * Reads the board and the pages of its subjects. Every report is at most `STATS_TTL_MS` old, or older and marked `stale`
 * while a newer one cannot be had. It is shared between callers and frozen. All reject with what the database threw where
 * there is no answer young enough to give.
 */
export interface StatsReader {
  get(period: Period): Promise<StatsReport>;
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
