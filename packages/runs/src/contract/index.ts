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
  VISIBLE_CHANGE,
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
export { MAX_NAME_LENGTH, Outcome, RunId, RunStatus, SortOrder } from "./shared.ts";
