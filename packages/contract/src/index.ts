export { Catalogue, ListCatalogue } from "./catalogue.ts";
export {
  ComparedItem,
  ComparedItemPage,
  CompareRuns,
  Comparison,
  ComparisonVerdict,
  GroupFigures,
  ItemChange,
  ListComparedItems,
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
  NewResult,
  StartedRun,
  StartRun,
} from "./recording.ts";
export { ListResults, ResultId, ResultPage, ResultRow, ResultSort, ScoreHistogram } from "./results.ts";
export {
  ListRuns,
  Provenance,
  provenanceFields,
  RunDetail,
  RunFigures,
  RunFilter,
  RunPage,
  RunRow,
  RunSort,
} from "./runs.ts";
export { BucketUnit, Outcome, Period, ReportHead, RunId, RunStatus, SortOrder } from "./values.ts";
export { OutcomeCounts, StatsReport } from "./board.ts";
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
  type SubjectReport,
} from "./subjects.ts";
export { type Differences, FactDifference, FactsStatus, type Work } from "./facts.ts";
export {
  CATALOGUE_RUNS,
  DIFFERENCES_LIMIT,
  type FactScope,
  type FactUnit,
  LIST_LIMIT,
  MAX_NAME_LENGTH,
  MAX_RESULTS_PER_CALL,
  PASS_SCORE,
  PREVIEW_LENGTH,
  scoreBins,
  STATS_TTL_MS,
  SUBJECT_LIMIT,
  VISIBLE_CHANGE,
} from "./words.ts";
