import { createOrm, migrate, type Orm } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";

/** A board that was kept is filled again after so many hours, for those since then are empty. */
const KEPT_HOURS = 12;

/** A statement of a bench may take longer than the board's own limit, which is for boards; ms. */
const limits = { statementTimeoutMs: 1_800_000 };

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
  /**
   * The database of this name, which stays when the bench ends; filled unless it is there, of half a day at most and of this
   * schema. Only where boards are kept.
   */
  kept?(name: string, fill: (database: BenchDatabase) => Promise<void>): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** `TEST_DATABASE_URL`'s server where it is set, else a throw-away one, which cannot keep boards. */
export async function sharedPostgresql(keep = false): Promise<PostgresqlServer> {
  if (keep && !process.env["TEST_DATABASE_URL"]) {
    throw new Error("--keep needs TEST_DATABASE_URL: the server that keeps the boards for the next bench");
  }
  const server = await startPostgresql();
  return {
    version: await versionOf(server.url),
    database: (options) => openDatabase(server.url, options),
    ...(keep && { kept: (name, fill) => keptDatabase(server.url, name, fill) }),
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
  return migrated(await createOrm({ ...limits, databaseUrl: url, ...options }), url, () => database.drop());
}

async function migrated(orm: Orm, url: string, drop: () => Promise<void>): Promise<BenchDatabase> {
  await migrate(orm);
  return {
    url,
    orm,
    execute: (sql) => orm.em.getConnection().execute(sql),
    drop: async () => {
      await orm.close();
      await drop();
    },
  };
}

async function keptDatabase(
  serverUrl: string,
  name: string,
  fill: (database: BenchDatabase) => Promise<void>,
): Promise<BenchDatabase> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const open = () => createOrm({ ...limits, databaseUrl: url.href });
  const stays = async () => {};
  const server = await createOrm({ ...limits, databaseUrl: serverUrl });
  const onServer = (sql: string): Promise<Record<string, unknown>[]> =>
    server.em.getConnection().execute(sql);
  try {
    // Its comment is when it was filled.
    const [found] = await onServer(`select shobj_description(oid, 'pg_database')::timestamptz
      > now() - interval '${KEPT_HOURS} hours' as ready from pg_database where datname = '${name}'`);
    if (found?.["ready"] === true) {
      const orm = await open();
      const pending = await orm.withMigrator((migrator) => migrator.getPending());
      if (pending.length === 0) return await migrated(orm, url.href, stays);
      await orm.close();
    }
    await onServer(`drop database if exists "${name}"`);
    await onServer(`create database "${name}"`);
    const database = await migrated(await open(), url.href, stays);
    await fill(database);
    await onServer(`comment on database "${name}" is '${new Date().toISOString()}'`);
    return database;
  } finally {
    await server.close();
  }
}

async function versionOf(databaseUrl: string): Promise<string> {
  const orm = await createOrm({ databaseUrl, connectionTimeoutMs: 60_000 });
  const [row] = await orm.em.getConnection().execute("show server_version");
  await orm.close();
  return String(row?.["server_version"]);
}
