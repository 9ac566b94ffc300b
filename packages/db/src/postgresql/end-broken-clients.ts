import type { EventEmitter } from "node:events";

interface Client {
  query(...args: unknown[]): unknown;
  end(): Promise<void>;
}

/**
 * Ends each client whose connection a query's failure shows to be of no more use, for the pool would hand it out again:
 * the server said that it ends it (57P0x, 25P03), or the client gave up on an answer, which is still to come.
 */
export function endBrokenClients(pool: EventEmitter): void {
  pool.on("connect", (client: Client) => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      const answer = query(...args);
      if (answer instanceof Promise) answer.catch((error: unknown) => endIfBroken(client, error));
      return answer;
    };
  });
}

async function endIfBroken(client: Client, error: unknown): Promise<void> {
  if (!(error instanceof Error)) return;
  const ended = "code" in error && /^(57P0.|25P03)$/.test(String(error.code));
  if (ended || error.message === "Query read timeout") await client.end();
}
