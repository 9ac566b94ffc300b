import type { IMigrator, SqlEntityManager } from "@mikro-orm/sql";
import { openPglite } from "./pglite/open-pglite.ts";
import { openPostgresql } from "./postgresql/open-postgresql.ts";
import type { OnStatement } from "./statements.ts";

/** Where the data lies: a PostgreSQL, else a PGlite folder, else (both absent) memory. */
export interface OrmOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir?: string | undefined;
  /** How long a statement may run before it is ended. Default 5 000. */
  readonly statementTimeoutMs?: number | undefined;
  /** PostgreSQL: how long a connection may take to open, or to become free. Default 1 000. */
  readonly connectionTimeoutMs?: number | undefined;
  /** PostgreSQL: how many connections to hold at most. Default 10. */
  readonly maxConnections?: number | undefined;
  /** PGlite: whether to take half the memory and up to twice the time. Default: where the process may have less than 2 GiB. */
  readonly lowMemory?: boolean | undefined;
  /** Hears of each statement once it is answered. */
  readonly onStatement?: OnStatement | undefined;
}

/** One unit of work's entity manager. */
export type Em = SqlEntityManager;

/** What the connections are doing; PGlite has one. */
export interface DatabaseLoad {
  readonly connections: number;
  readonly maxConnections: number;
  readonly idleConnections: number;
  /** Units of work that wait for a connection. */
  readonly waiting: number;
}

/** An open database. Fork `em` for every unit of work. */
export interface Orm {
  readonly em: Em;
  readonly migrator: IMigrator;
  /** Whether other processes may have it open at the same time: what one of them is to do, or to know, is then agreed on in it. */
  readonly isShared: boolean;
  /**
   * Whether the database answers. Never throws, and waits for nobody's work: while every connection is in use, what tells is
   * whether one was answered lately.
   */
  isConnected(): Promise<boolean>;
  readonly load: () => DatabaseLoad;
  /** Runs `work` with a migrator that no other process holds at the same time, and without time limits. */
  withMigrator<T>(work: (migrator: IMigrator) => Promise<T>): Promise<T>;
  /** Runs `work` with an entity manager whose statements may take as long as they take; on PGlite nobody has a limit meanwhile. */
  withoutTimeLimits<T>(work: (em: Em) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the database. Nothing is kept in the module: each call is an opening of its own.
 * PGlite is open when this resolves; a PostgreSQL is first asked by the first query.
 * @throws FolderInUseError where another process has the folder open; an Error that says what is wrong with the URL
 */
export async function createOrm(options: OrmOptions): Promise<Orm> {
  const { databaseUrl, dataDir, lowMemory, statementTimeoutMs = 5_000, onStatement } = options;
  if (databaseUrl === undefined) return openPglite({ dataDir, lowMemory, statementTimeoutMs, onStatement });
  const { connectionTimeoutMs = 1_000, maxConnections = 10 } = options;
  return openPostgresql({
    databaseUrl,
    statementTimeoutMs,
    connectionTimeoutMs,
    maxConnections,
    onStatement,
  });
}
