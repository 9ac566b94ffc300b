export {
  DatabaseLostError,
  isConnectionLost,
  isDatabaseUnavailable,
  StatementTimeoutError,
} from "./database-unavailable.ts";
export { ApiKey, AuditEntry, Session } from "./entities/access.ts";
export { Alert } from "./entities/alert.ts";
export { Dataset } from "./entities/dataset.ts";
export { EVERY, Fact, FactGeneration, FactHistogram, ItemFact, MetricFact } from "./entities/facts.ts";

export { Metric } from "./entities/metric.ts";
export { Model } from "./entities/model.ts";
export { Prompt, PromptVersion } from "./entities/prompt.ts";

export { Renaming } from "./entities/renaming.ts";
export { RunResult } from "./entities/run-result.ts";
export { RunRevision, RunRevisionResult } from "./entities/run-revision.ts";
export { Run } from "./entities/run.ts";
export { KeptReport } from "./entities/servers.ts";
export { SavedView, Setting } from "./entities/team.ts";
export type { BackupSummary } from "./backup/backup-format.ts";
export { BackupFileError, checkBackup } from "./backup/check-backup.ts";
export { fillEmpty, NotEmptyError, readBoard } from "./backup/fill-empty.ts";
export { LoadMismatchError } from "./backup/load-rows.ts";
export { FolderNotEmptyError, restoreFolder } from "./backup/restore-folder.ts";
export { NoBoardError, writeBackup } from "./backup/write-backup.ts";
export { createDuties, type Duties, undivided } from "./duties.ts";
export { hasCode } from "./error-code.ts";
export { insertRows, updateRows } from "./many-rows.ts";
export { migrate, NewerSchemaError } from "./migrate.ts";
export { DamagedFolderError, holdsDatabase } from "./pglite/damaged-folder.ts";
export { FolderInUseError } from "./pglite/lock-folder.ts";
export { createOrm, type DatabaseLoad, type Em, type Orm, type OrmOptions } from "./orm.ts";
export { serversOf } from "./postgresql/database-url.ts";
export { createReplicas, databaseIdentity, type Replicas, type ReplicaState } from "./postgresql/replicas.ts";
export { analyzeResults, makeQuarters } from "./quarters.ts";
export { endedQuarters, rewriteQuarter } from "./rewrite-quarter.ts";
export type { OnStatement, Statement } from "./statements.ts";
