export { Catalogue, CATALOGUE_RUNS, ListCatalogue } from "./catalogue.ts";
export {
  ComparedItem,
  ComparedItemPage,
  CompareRuns,
  Comparison,
  ComparisonVerdict,
  GroupFigures,
  ItemChange,
  ListComparedItems,
  PASS_SCORE,
  RunGroup,
  ScoreTest,
} from "./comparison.ts";
export {
  AddedResults,
  AddResults,
  CompleteRun,
  DeletedRun,
  DeleteRun,
  EndedRun,
  FailRun,
  MAX_RESULTS_PER_CALL,
  NewResult,
  StartedRun,
  StartRun,
} from "./recording.ts";
export {
  ListResults,
  PREVIEW_LENGTH,
  ResultId,
  ResultPage,
  ResultRow,
  ResultSort,
  ScoreHistogram,
} from "./results.ts";
export { ListRuns, RunDetail, RunFilter, RunPage, RunRow, RunSort } from "./runs.ts";
export {
  BucketUnit,
  MAX_NAME_LENGTH,
  Outcome,
  Period,
  ReportHead,
  RunId,
  RunStatus,
  SortOrder,
  STATS_TTL_MS,
  VISIBLE_CHANGE,
} from "./values.ts";
export { LIST_LIMIT, OutcomeCounts, StatsReport } from "./board.ts";
export {
  ComparedSummary,
  DatasetFigures,
  ModelFigures,
  PromptChange,
  ScoreInterval,
  SummaryFigures,
  Verdict,
} from "./figures.ts";

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
export { type Differences, DIFFERENCES_LIMIT, FactDifference, FactsStatus, type Work } from "./facts.ts";
