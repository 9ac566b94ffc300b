import { MikroORM } from "@mikro-orm/postgresql";
import type { IMigrator, SqlEntityManager } from "@mikro-orm/sql";
import { ormConfig } from "./orm-config.ts";
import { openPglite } from "./pglite/open-pglite.ts";

/** Where the data lies: a PostgreSQL, else a PGlite folder, else (both absent) memory. */
export interface OrmOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir?: string | undefined;
  /** How long a statement may run before it is ended. Default 5 000. */
  readonly statementTimeoutMs?: number | undefined;
}

/** One unit of work's entity manager. */
export type Em = SqlEntityManager;

/** An open database. Fork `em` for every unit of work. */
export interface Orm {
  readonly em: Em;
  readonly migrator: IMigrator;
  /** Whether a query can be answered now; never throws. */
  isConnected(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the database. Nothing is kept in the module: each call is an opening of its own. */
export async function createOrm(options: OrmOptions): Promise<Orm> {
  const { databaseUrl, dataDir, statementTimeoutMs = 5_000 } = options;
  if (databaseUrl === undefined) return openPglite({ dataDir, statementTimeoutMs });
  const orm = new MikroORM({ ...ormConfig, clientUrl: databaseUrl });
  await orm.connect();
  return orm;
}
