import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { freePort } from "@evalboard/db/testing";
import { Redis } from "ioredis";
import { listens } from "./listens.ts";

/** Where Debian's package has it. */
const program = "/usr/bin/redis-server";

/** Whether there is a Redis here: no registry of packages for Node has one. */
export const hasRedis = existsSync(program);

/** A Redis of the tests' own; it keeps nothing on the disk. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** To look and to change what is in it; open anew after each start. */
  client(): Redis;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again at the same port, empty. */
  start(): Promise<void>;
}

/** Starts one at a free port of loopback, with what is said for its command line beside. */
export async function startRedis(...options: readonly string[]): Promise<TestRedis> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", ...options];
  const start = async () => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    await listens(child, port);
    return { child, client: new Redis(port, { retryStrategy: () => null }).on("error", () => {}) };
  };
  let running = await start();
  const kill = async () => {
    running.client.disconnect();
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const ended = once(running.child, "exit");
    running.child.kill("SIGKILL");
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    client: () => running.client,
    kill,
    start: async () => {
      running = await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}
