import { createOrm, migrate, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";

/** The most that a statement of a bench may take, ms: the board's own limit is for boards. */
const STATEMENT_TIMEOUT_MS = 1_800_000;

/** A migrated database of its own. */
export interface BenchDatabase {
  readonly url: string;
  readonly orm: Orm;
  readonly execute: (sql: string) => Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A running server. */
export interface PostgresqlServer {
  readonly version: string;
  database(options?: { maxConnections?: number }): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** `TEST_DATABASE_URL`'s server where it is set, else a throw-away one. */
export async function sharedPostgresql(): Promise<PostgresqlServer> {
  const server = await startPostgresql();
  return {
    version: await versionOf(server.url),
    database: (options) => openDatabase(server.url, options),
    stop: () => server.stop(),
  };
}

/** A migrated database of its own on the server of `serverUrl`. */
export async function openDatabase(
  serverUrl: string,
  options?: { maxConnections?: number },
): Promise<BenchDatabase> {
  const database = await createPostgresqlDatabase(serverUrl);
  const { url } = database;
  const orm = await createOrm({ databaseUrl: url, statementTimeoutMs: STATEMENT_TIMEOUT_MS, ...options });
  await migrate(orm);
  return {
    url,
    orm,
    execute: (sql) => orm.em.getConnection().execute(sql),
    drop: async () => {
      await orm.close();
      await database.drop();
    },
  };
}

async function versionOf(databaseUrl: string): Promise<string> {
  const orm = await createOrm({ databaseUrl, connectionTimeoutMs: 60_000 });
  const [row] = await orm.em.getConnection().execute("show server_version");
  await orm.close();
  return String(row?.["server_version"]);
}
