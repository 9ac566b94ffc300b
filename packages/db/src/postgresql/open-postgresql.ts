import { MikroORM } from "@mikro-orm/postgresql";
import type { IMigrator } from "@mikro-orm/sql";
import { ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";
import { checkDatabaseUrl } from "./check-database-url.ts";
import { endBrokenClients } from "./end-broken-clients.ts";

/** Of the advisory lock that a migrating process holds: "evalboar" in ASCII. */
const migrationLock = 0x6576616c626f6172n;

export interface PostgresqlOptions {
  readonly databaseUrl: string;
  readonly statementTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  readonly maxConnections: number;
}

/** Opens a pool of connections to a PostgreSQL, every wait of which has an end. */
export async function openPostgresql(options: PostgresqlOptions): Promise<Orm> {
  const { databaseUrl, statementTimeoutMs } = options;
  checkDatabaseUrl(databaseUrl);
  const orm = await connect(databaseUrl, {
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectionTimeoutMs,
    statement_timeout: statementTimeoutMs, // the server ends the statement
    query_timeout: statementTimeoutMs + 1_000, // the client gives up on a server that does not
    idle_in_transaction_session_timeout: 10_000,
  });
  return {
    em: orm.em,
    migrator: orm.migrator,
    isConnected: () => orm.isConnected(),
    withMigrator: (work) => withMigrator(databaseUrl, work),
    close: () => orm.close(),
  };
}

/** The lock and the migrations are on two connections without time limits; a process that dies drops the lock. */
async function withMigrator<T>(databaseUrl: string, work: (migrator: IMigrator) => Promise<T>): Promise<T> {
  const orm = await connect(databaseUrl, { max: 2, connectionTimeoutMillis: 10_000 });
  try {
    return await orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${migrationLock})`);
      return work(orm.migrator);
    });
  } finally {
    await orm.close();
  }
}

async function connect(databaseUrl: string, limits: Record<string, number>): Promise<MikroORM> {
  const orm = new MikroORM({
    ...ormConfig,
    clientUrl: databaseUrl,
    driverOptions: {
      application_name: "evalboard",
      connectionString: databaseUrl, // MikroORM drops the parameters after "?", such as sslmode
      keepAlive: true,
      ...limits,
      onPoolCreated: endBrokenClients,
    },
  });
  await orm.connect();
  return orm;
}
