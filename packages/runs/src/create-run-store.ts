import type { Orm } from "@evalboard/db";
import { IsolationLevel } from "@mikro-orm/core";
import { addResults } from "./add-results.ts";
import { compareRuns } from "./comparison/compare-runs.ts";
import { listComparedItems } from "./comparison/list-compared-items.ts";
import { completeRun } from "./complete-run.ts";
import { deleteRun } from "./delete-run.ts";
import { failRun } from "./fail-run.ts";
import { getResult } from "./get-result.ts";
import { getRun } from "./get-run.ts";
import { listCatalogue } from "./list-catalogue.ts";
import { listResults } from "./list-results.ts";
import { listRuns } from "./list-runs.ts";
import type { RunStore } from "./run-store.ts";
import { scoreHistogram } from "./score-histogram.ts";
import { startRun } from "./start-run.ts";

export interface RunStoreOptions {
  readonly orm: Pick<Orm, "em">;
  /** The server's clock: it alone orders events. */
  readonly now?: () => Date;
}

/** What several queries read is of one moment. */
const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };

/** Runs of one database. Each call is a unit of work of its own. */
export function createRunStore({ orm, now = () => new Date() }: RunStoreOptions): RunStore {
  return {
    start: (run) => orm.em.fork().transactional((em) => startRun(em, run, now())),
    addResults: (batch) => orm.em.fork().transactional((em) => addResults(em, batch)),
    complete: (run) => orm.em.fork().transactional((em) => completeRun(em, run, now())),
    fail: (run) => orm.em.fork().transactional((em) => failRun(em, run, now())),
    list: (query) => listRuns(orm.em.fork(), query),
    get: ({ runId }) => getRun(orm.em.fork(), runId),
    results: (query) => listResults(orm.em.fork(), query),
    result: (id) => getResult(orm.em.fork(), id),
    scoreHistogram: ({ runId }) => scoreHistogram(orm.em.fork(), runId),
    compare: (groups) => orm.em.fork().transactional((em) => compareRuns(em, groups), snapshot),
    comparedItems: (query) => orm.em.fork().transactional((em) => listComparedItems(em, query), snapshot),
    catalogue: (query) => orm.em.fork().transactional((em) => listCatalogue(em, query), snapshot),
    delete: (run) => orm.em.fork().transactional((em) => deleteRun(em, run)),
  };
}
