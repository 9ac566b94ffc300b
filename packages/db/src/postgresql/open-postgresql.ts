import type { EventEmitter } from "node:events";
import { MikroORM } from "@mikro-orm/postgresql";
import type { IMigrator } from "@mikro-orm/sql";
import { isConnectionLost } from "../database-unavailable.ts";
import { guardQuestionMarks, ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";
import { type OnStatement, tellStatements } from "../statements.ts";
import { serversOf } from "./database-url.ts";
import { type ClientPool, connectToWritable } from "./writable-server.ts";

/** Of the advisory lock that a migrating process holds: "evalboar" in ASCII. */
const migrationLock = 0x6576616c626f6172n;

export interface PostgresqlOptions {
  readonly databaseUrl: string;
  readonly statementTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  readonly maxConnections: number;
  readonly onStatement?: OnStatement | undefined;
  /** By which MikroORM tells the transactions of one open database from those of another, where one lies within the other. */
  readonly contextName?: string;
}

/** Opens a pool of connections to a PostgreSQL, every wait of which has an end. */
export async function openPostgresql(options: PostgresqlOptions): Promise<Orm> {
  const { databaseUrl, statementTimeoutMs, maxConnections } = options;
  const limits = {
    max: maxConnections,
    connectionTimeoutMillis: options.connectionTimeoutMs,
    statement_timeout: statementTimeoutMs, // the server ends the statement
    query_timeout: statementTimeoutMs + 1_000, // the client gives up on a server that does not
    idle_in_transaction_session_timeout: 10_000,
    onConnect: compileNothing,
  };
  let pool: Pool | undefined;
  let answeredMs = -Infinity;
  const orm = await connect(databaseUrl, limits, {
    contextName: options.contextName,
    onStatement: options.onStatement,
    onPool: (created) => (pool = created),
    onAnswer: () => (answeredMs = performance.now()),
  });
  return {
    em: orm.em,
    migrator: orm.migrator,
    isShared: true,
    isConnected: async () => {
      if (!pool || pool.totalCount < maxConnections || pool.idleCount > 0) return orm.isConnected();
      return performance.now() - answeredMs < 2 * limits.query_timeout;
    },
    load: () => ({
      connections: pool?.totalCount ?? 0,
      maxConnections,
      idleConnections: pool?.idleCount ?? 0,
      waiting: pool?.waitingCount ?? 0,
    }),
    withMigrator: (work) => withMigrator(databaseUrl, work),
    withoutTimeLimits: (work) => withoutTimeLimits(databaseUrl, (unlimited) => work(unlimited.em.fork())),
    close: () => orm.close(),
  };
}

/** The lock and the migrations are on two connections without time limits; a process that dies drops the lock. */
function withMigrator<T>(databaseUrl: string, work: (migrator: IMigrator) => Promise<T>): Promise<T> {
  return withoutTimeLimits(databaseUrl, (orm) =>
    orm.em.fork().transactional(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(${migrationLock})`);
      return work(orm.migrator);
    }),
  );
}

/** Connections beside the pool, whose limits are those of what a server answers. */
async function withoutTimeLimits<T>(databaseUrl: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const orm = await connect(databaseUrl, {
    max: 2,
    connectionTimeoutMillis: 10_000,
    onConnect: liftTimeLimits,
  });
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

/** What reads many quarters of results looks so dear that the server compiles it first, for seconds; what it then does takes milliseconds. */
async function compileNothing(client: Client): Promise<void> {
  await client.query("set jit = off");
}

/** A server may have limits of its own for a role or a database: a long migration would never come to its end. */
async function liftTimeLimits(client: Client): Promise<void> {
  const limits = ["statement", "transaction", "lock", "idle_in_transaction_session"];
  // An older server does not know every one of them.
  await client.query("select set_config(name, '0', false) from pg_settings where name = any($1)", [
    limits.map((limit) => `${limit}_timeout`),
  ]);
}

/** Node-postgres' pool, as far as it is looked at. */
interface Pool extends EventEmitter, ClientPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

interface Connecting {
  readonly contextName?: string | undefined;
  readonly onStatement?: OnStatement | undefined;
  readonly onPool?: (pool: Pool) => void;
  /** Hears of every statement that the server answered, be it with an error. */
  readonly onAnswer?: () => void;
}

async function connect(
  databaseUrl: string,
  limits: object,
  { contextName = "default", onStatement, onPool, onAnswer = () => {} }: Connecting = {},
): Promise<MikroORM> {
  const servers = serversOf(databaseUrl);
  const [first = databaseUrl] = servers;
  const orm = new MikroORM({
    ...ormConfig,
    ...tellStatements(onStatement),
    contextName,
    clientUrl: first,
    driverOptions: {
      application_name: "evalboard",
      connectionString: first, // MikroORM drops the parameters after "?", such as sslmode
      keepAlive: true,
      ...limits,
      onPoolCreated: (pool: Pool) => {
        const writable = servers.length > 1 ? connectToWritable(pool, servers) : undefined;
        watchClients(pool, onAnswer, () => writable?.forget());
        onPool?.(pool);
      },
    },
  });
  guardQuestionMarks(orm);
  await orm.connect();
  return orm;
}

interface Client {
  query(...args: unknown[]): unknown;
  end(): Promise<void>;
  /** Gives it back to the pool, which ends it where there is an error; there while it is lent. */
  release?(error?: Error): void;
}

/** Hears of answers, and has the pool let go of each client whose query shows that it is of no more use. */
function watchClients(pool: EventEmitter, onAnswer: () => void, onBroken: () => void): void {
  pool.on("connect", (client: Client) => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      const answer = query(...args);
      if (answer instanceof Promise) {
        answer.then(onAnswer, (error: unknown) => {
          if (error instanceof Error && "severity" in error) onAnswer();
          if (!(error instanceof Error) || !isBroken(error, args[0])) return;
          onBroken();
          return letGo(client, error);
        });
      }
      return answer;
    };
  });
}

/**
 * Whether the pool must not hand the client out again: its connection is lost, the server said that it ends it (57P0x, 25P03) or that it takes
 * no writes, since it was demoted (25006), or the client gave up on an answer, which is still to come; or a transaction could neither be begun nor be undone.
 */
function isBroken(error: Error, statement: unknown): boolean {
  const isEnded = "code" in error && /^(57P0.|25P03|25006)$/.test(String(error.code));
  const isOfTransaction =
    typeof statement === "string" && /^(begin|start transaction|rollback$)/i.test(statement);
  return isEnded || isOfTransaction || error.message === "Query read timeout" || isConnectionLost(error);
}

/**
 * Takes the client from who has it: a transaction that could not be begun, or not be undone, would never give it back, and the pool
 * would have one connection less from then on.
 */
async function letGo(client: Client, error: Error): Promise<void> {
  if (!client.release) return client.end();
  client.release(error);
  // Who had it may still give it back, which would be an error.
  client.release = () => {};
}
