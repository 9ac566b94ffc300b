export { LIST_LIMIT, OutcomeCounts, StatsReport } from "./board.ts";
export { ComparedSummary, DatasetFigures, ModelFigures, ScoreInterval, SummaryFigures } from "./figures.ts";
export { PromptChange, Verdict, VISIBLE_CHANGE } from "./prompt-change.ts";
export { BucketUnit, Period, ReportHead, STATS_TTL_MS } from "./shared.ts";
export {
  type CellFigures,
  DatasetQuery,
  DatasetReport,
  type FiguresBucket,
  MatrixReport,
  ModelQuery,
  ModelReport,
  PromptQuery,
  PromptReport,
  type PromptVersionFigures,
  type PromptVersionReport,
  SUBJECT_LIMIT,
  type SubjectReport,
} from "./subjects.ts";
