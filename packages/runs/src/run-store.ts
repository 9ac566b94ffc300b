import type {
  AddedResults,
  AddResults,
  Catalogue,
  ComparedItemPage,
  CompareRuns,
  Comparison,
  CompleteRun,
  DeletedRun,
  DeleteRun,
  EndedRun,
  FailRun,
  ListCatalogue,
  ListComparedItems,
  ListResults,
  ListRuns,
  ResultId,
  ResultPage,
  ResultRow,
  RunDetail,
  RunId,
  RunPage,
  ScoreHistogram,
  StartedRun,
  StartRun,
} from "@evalboard/contract";
import type { z } from "zod";

/**
 * Recording and reading runs. Inputs are parsed by the contract's schemas first.
 * Every method may throw `RunNotFound`, `RunConflict` or `InvalidRun`; what throws changes nothing.
 * Nothing here is cached: a read gives what is committed.
 */
export interface RunStore {
  /** Makes the run, or finds the one of the same `externalId`. */
  start(run: z.output<typeof StartRun>): Promise<StartedRun>;
  /** Stores results of a running run; those that are stored already are counted, not doubled. */
  addResults(results: z.output<typeof AddResults>): Promise<AddedResults>;
  /** Computes the facts and makes the run immutable, in one transaction, once. */
  complete(run: z.output<typeof CompleteRun>): Promise<EndedRun>;
  /** Ends a running run as failed: it stays readable and counts nowhere. */
  fail(run: z.output<typeof FailRun>): Promise<EndedRun>;
  list(query: z.output<typeof ListRuns>): Promise<RunPage>;
  get(run: z.output<typeof RunId>): Promise<RunDetail>;
  results(query: z.output<typeof ListResults>): Promise<ResultPage>;
  result(result: z.output<typeof ResultId>): Promise<ResultRow>;
  scoreHistogram(run: z.output<typeof RunId>): Promise<ScoreHistogram>;
  /** Two groups of completed runs, item by item. Throws what says which group it was where one cannot be compared. */
  compare(groups: z.output<typeof CompareRuns>): Promise<Comparison>;
  /** The items that both groups share, the largest change first. */
  comparedItems(query: z.output<typeof ListComparedItems>): Promise<ComparedItemPage>;
  /** What there is to choose a group by. */
  catalogue(query: z.output<typeof ListCatalogue>): Promise<Catalogue>;
  /** Removes a run that was recorded by mistake, with its results; the board follows within its minute. */
  delete(run: z.output<typeof DeleteRun>): Promise<DeletedRun>;
}
