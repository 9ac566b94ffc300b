import type {
  AddedResults,
  AddResults,
  Catalogue,
  ComparedRecord,
  ComparedItemPage,
  CompareGroups,
  CompareRecorded,
  CompareRuns,
  Comparison,
  CompleteRun,
  DeletedRun,
  DeleteRun,
  DescribeRun,
  DifferingTag,
  EndedRun,
  FailRun,
  GroupsComparison,
  JudgedTogether,
  JudgeTogether,
  ListCatalogue,
  ListComparedItems,
  ListResults,
  ListRuns,
  PrunedRuns,
  PruneRuns,
  ResultId,
  ResultPage,
  ResultRow,
  RunDetail,
  RunFilter,
  RunId,
  RunPage,
  RunRevisions,
  ScoreHistogram,
  StartedRun,
  StartRun,
} from "@evalboard/contract";
import { DEFAULT_PASS_MARK } from "@evalboard/contract/words";
import type { Em, Orm } from "@evalboard/db";
import { judgeTogether } from "@evalboard/inference";
import type { z } from "zod";
import { addResults } from "./add-results.ts";
import { listCatalogue } from "./catalogue.ts";
import { createCompletions } from "./completions.ts";
import { compareRecorded } from "./compare-recorded.ts";
import { compareGroups } from "./comparison/compare-groups.ts";
import { compareRuns } from "./comparison/compare-runs.ts";
import { listComparedItems } from "./comparison/item-page.ts";
import { deleteRun } from "./delete-run.ts";
import { describeRun } from "./describe-run.ts";
import { failRun } from "./end-run.ts";
import { listResults } from "./list-results.ts";
import { listRuns } from "./list-runs.ts";
import { pruneRuns } from "./prune-runs.ts";
import { requireOwned, type RunOwner } from "./owner.ts";
import { getResult, scoreHistogram } from "./result-row.ts";
import { getRun } from "./run-row.ts";
import { listRevisions } from "./revisions.ts";
import { snapshot } from "./snapshot.ts";
import { startRun } from "./start-run.ts";
import { listDifferingTags } from "./tags.ts";

/**
 * Recording and reading runs. Inputs are parsed by the contract's schemas first.
 * Every method may throw `RunNotFound`, `RunConflict` or `InvalidRun`; what throws changes nothing.
 * Nothing here is cached: a read gives what is committed.
 */
export interface RunStore {
  /**
   * Makes the run, or finds the one of the same `externalId`, which is replaced where that is said. Throws `RunConflict` where
   * that one is not the owner's.
   */
  start(run: z.output<typeof StartRun>, owner?: RunOwner): Promise<StartedRun>;
  /**
   * Stores results of a running run; those that are stored already are counted, not doubled. One that was stored without a
   * score takes the score that is sent, also in a completed run, whose figures are then computed again.
   */
  addResults(results: z.output<typeof AddResults>): Promise<AddedResults>;
  /** Computes the facts and makes the run immutable, in one transaction, once. */
  complete(run: z.output<typeof CompleteRun>): Promise<EndedRun>;
  /** Ends a running run as failed: it stays readable and counts nowhere. */
  fail(run: z.output<typeof FailRun>): Promise<EndedRun>;
  /** Sets what would be recorded beside what is stored under its `externalId`; of another owner's nothing is. */
  compareRecorded(recorded: z.output<typeof CompareRecorded>, owner?: RunOwner): Promise<ComparedRecord>;
  list(query: z.output<typeof ListRuns>): Promise<RunPage>;
  get(run: z.output<typeof RunId>): Promise<RunDetail>;
  /** What it held before it was replaced, the latest first. */
  revisions(run: z.output<typeof RunId>): Promise<RunRevisions>;
  results(query: z.output<typeof ListResults>): Promise<ResultPage>;
  result(result: z.output<typeof ResultId>): Promise<ResultRow>;
  scoreHistogram(run: z.output<typeof RunId>): Promise<ScoreHistogram>;
  /** Two groups of completed runs, item by item. Throws what says which group it was where one cannot be compared. */
  compare(groups: z.output<typeof CompareRuns>): Promise<Comparison>;
  /** Several groups of completed runs, each against each other. Throws as `compare` does, and where two share a run. */
  compareGroups(groups: z.output<typeof CompareGroups>): Promise<GroupsComparison>;
  /** The verdict on changes that are looked at together, by what `compare` gave of each; nothing is read for it. */
  judge(together: z.output<typeof JudgeTogether>): Promise<JudgedTogether>;
  /** The items that both groups share, the largest change first. */
  comparedItems(query: z.output<typeof ListComparedItems>): Promise<ComparedItemPage>;
  /** What there is to choose a group by; of an owner's runs alone where there is one. */
  catalogue(query: z.output<typeof ListCatalogue>, owner?: RunOwner): Promise<Catalogue>;
  /** In which tags runs differ that are alike in model, dataset and prompt version, by name. */
  differingTags(filter: z.output<typeof RunFilter>): Promise<DifferingTag[]>;
  /** Says what the team calls a run, whether it has ended or not. */
  describe(run: z.output<typeof DescribeRun>): Promise<RunDetail>;
  /** Removes a run that was recorded by mistake, with its results; the board follows within its minute. */
  delete(run: z.output<typeof DeleteRun>): Promise<DeletedRun>;
  /** Removes the texts of the results of some old runs, the oldest first; their figures, and all that is computed of them, stay. */
  prune(which: z.output<typeof PruneRuns>): Promise<PrunedRuns>;
  /** Throws `RunNotFound` for the first of these runs that is not there, or not the owner's. */
  requireOwned(asked: { readonly runIds: readonly string[]; readonly owner: RunOwner }): Promise<void>;
}

export interface RunStoreOptions {
  readonly orm: Pick<Orm, "em">;
  /** The server's clock: it alone orders events. */
  readonly now?: () => Date;
  /** The reporting zone: days are its days, and its facts are the history of what is compared. UTC where nothing is said. */
  readonly timeZone?: string;
  /** The pass mark of a run that says none of its own; `DEFAULT_PASS_MARK` where nothing is said. */
  readonly defaultPassMark?: (em: Em) => Promise<number>;
}

/** Runs of one database. Each call is a unit of work of its own. */
export function createRunStore({
  orm,
  now = () => new Date(),
  timeZone = "UTC",
  defaultPassMark = async () => DEFAULT_PASS_MARK,
}: RunStoreOptions): RunStore {
  return {
    start: (run, owner) =>
      orm.em.fork().transactional((em) => startRun(em, run, { now: now(), owner, defaultPassMark })),
    addResults: (batch) => orm.em.fork().transactional((em) => addResults(em, batch)),
    complete: createCompletions({ orm, now }),
    fail: (run) => orm.em.fork().transactional((em) => failRun(em, run, now())),
    compareRecorded: (recorded, owner) =>
      orm.em.fork().transactional((em) => compareRecorded(em, recorded, owner), snapshot),
    list: (query) => listRuns(orm.em.fork(), query),
    get: ({ runId }) => getRun(orm.em.fork(), runId),
    revisions: ({ runId }) => listRevisions(orm.em.fork(), runId),
    results: (query) => listResults(orm.em.fork(), query),
    result: (id) => getResult(orm.em.fork(), id),
    scoreHistogram: ({ runId }) => scoreHistogram(orm.em.fork(), runId),
    compare: (groups) => orm.em.fork().transactional((em) => compareRuns(em, groups, timeZone), snapshot),
    compareGroups: (groups) =>
      orm.em.fork().transactional((em) => compareGroups(em, groups, timeZone), snapshot),
    judge: async ({ changes }) => judgeTogether(changes),
    comparedItems: (query) => orm.em.fork().transactional((em) => listComparedItems(em, query), snapshot),
    catalogue: (query, owner) =>
      orm.em.fork().transactional((em) => listCatalogue(em, query, owner), snapshot),
    differingTags: (filter) => orm.em.fork().transactional((em) => listDifferingTags(em, filter), snapshot),
    describe: (run) => orm.em.fork().transactional((em) => describeRun(em, run)),
    delete: (run) => orm.em.fork().transactional((em) => deleteRun(em, run)),
    prune: (which) => orm.em.fork().transactional((em) => pruneRuns(em, which, now())),
    requireOwned: ({ runIds, owner }) => requireOwned(orm.em.fork(), runIds, owner),
  };
}
