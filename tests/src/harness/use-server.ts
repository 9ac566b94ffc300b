import { createClient, type Client } from "@evalboard/client";
import { afterAll, beforeAll } from "vitest";
import { boardDir } from "./board-folder.ts";
import { startServer, type ServerOptions, type ServerUnderTest } from "./start-server.ts";

/** A server of this file's or block's own, from before its first test until after its last. */
export interface UsedServer {
  readonly url: string;
  readonly client: Client;
  /** A folder for the tests' own files; the data lies there too. */
  readonly folder: string;
  /** Ends it before its time; gives the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

export function useServer(options: Omit<ServerOptions, "cwd"> = {}): UsedServer {
  let folder: Awaited<ReturnType<typeof boardDir>>;
  let server: ServerUnderTest;

  beforeAll(async () => {
    folder = await boardDir(options.command);
    server = await startServer({ ...options, cwd: folder.path });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  return {
    get url() {
      return server.url;
    },
    get client() {
      return createClient({ url: server.url });
    },
    get folder() {
      return folder.path;
    },
    stop: (signal) => server.stop(signal),
  };
}
