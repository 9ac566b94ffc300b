import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { findBinaries, serverAccount } from "./postgresql-binaries.ts";

/** A running server; `url` names its database `postgres`, whose user may create databases. */
export interface PostgresqlServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** `TEST_DATABASE_URL`'s server where it is set, else a throw-away one that ends with this process. */
export async function startPostgresql(): Promise<PostgresqlServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, stop: async () => {} };
  return startThrowAway(3);
}

async function startThrowAway(attempts: number): Promise<PostgresqlServer> {
  const account = serverAccount();
  const work = mkdtempSync(join(tmpdir(), "evalboard-postgresql-"));
  const password = randomBytes(12).toString("hex");
  writeFileSync(join(work, "password"), password);
  if (account !== undefined) {
    chownSync(work, account.uid, account.gid);
    chownSync(join(work, "password"), account.uid, account.gid);
  }
  const bin = findBinaries(account, join(work, "server"));
  const port = await freePort();
  // A process group of its own: Ctrl-C and a killed group reach the test run, and the server follows by its stdin.
  const script = join(import.meta.dirname, "serve-postgresql.sh");
  const child = spawn("sh", [script, bin, work, String(port)], { ...account, cwd: "/", detached: true });
  const exit = once(child, "exit");
  const errors = text(child.stderr);
  const started = await Promise.race([once(child.stdout, "data").then(() => true), exit.then(() => false)]);
  if (!started) {
    const log = await errors;
    // Another process took the port between freePort and the start.
    if (log.includes("Address already in use") && attempts > 1) return startThrowAway(attempts - 1);
    throw new Error(`PostgreSQL did not start from ${bin}:\n${log}`);
  }
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.stdin.end();
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}
