import type { EventEmitter } from "node:events";
import { callbackify } from "node:util";
import { z } from "zod";
import { isDatabaseUnavailable } from "../database-unavailable.ts";

/** Node-postgres' client, as far as it is looked at. */
interface Client {
  host: string;
  port: number;
  readonly connection: { readonly stream: { readonly destroyed: boolean } };
  /** Promises where nobody calls back. */
  connect(callback?: (error?: Error) => void): Promise<unknown> | undefined;
  query(sql: string): Promise<{ readonly rows: unknown }>;
  end(): Promise<void>;
  on(event: "error", listener: () => void): unknown;
}

/** Node-postgres' pool, which makes its clients of a class. */
export interface ClientPool {
  Client: new (options: object) => Client;
  readonly options: object;
}

/**
 * Has each new connection of the pool go to that of the servers which takes writes. Node-postgres knows one host alone, so all are asked at once,
 * by a connection each, and what they said holds until `forget` is called or a connection breaks.
 */
export function connectToWritable(
  pool: ClientPool & EventEmitter,
  servers: readonly string[],
): { readonly forget: () => void } {
  const PooledClient = pool.Client;
  let chosen: Promise<string> | undefined;
  const forget = () => {
    chosen = undefined;
  };
  const ask = async (server: string) => {
    const client = new PooledClient({ ...pool.options, connectionString: server });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("show transaction_read_only");
      if (ReadOnly.parse(rows)[0].transaction_read_only === "on") throw new NoWritableServer();
      return server;
    } finally {
      client.end().catch(() => {});
    }
  };
  pool.Client = class extends PooledClient {
    override connect(callback: (error?: Error) => void): undefined {
      const connect = async () => {
        try {
          chosen ??= Promise.any(servers.map(ask));
          const { hostname, port } = new URL(await chosen);
          this.host = decodeURIComponent(hostname).replace(/^\[(.+)\]$/, "$1");
          this.port = Number(port || 5_432);
          // The pool has given it up meanwhile.
          if (this.connection.stream.destroyed) throw new Error("timeout expired");
          await super.connect();
        } catch (error) {
          forget();
          throw error instanceof AggregateError ? reasonOf(error.errors) : error;
        }
      };
      callbackify(connect)((error) => callback(error ?? undefined));
    }
  };
  pool.on("error", forget);
  return { forget };
}

const ReadOnly = z.tuple([z.object({ transaction_read_only: z.string() })]);

/** While a replica is yet to be promoted. */
class NoWritableServer extends Error {
  override readonly name = "NoWritableServer";
  /** As PostgreSQL says it: read_only_sql_transaction. */
  readonly code = "25006";

  constructor() {
    super("no server of the database URL takes writes");
  }
}

/** What is no outage, such as a password that is wrong, is not to be waited out. */
function reasonOf(errors: readonly unknown[]): unknown {
  const isReadOnly = (error: unknown) => error instanceof NoWritableServer;
  return errors.find((error) => !isDatabaseUnavailable(error)) ?? errors.find(isReadOnly) ?? errors[0];
}
