import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { findBinaries, giveTo, serverAccount } from "./postgresql-binaries.ts";

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
  const work = mkdtempSync(join(tmpdir(), "evalboard-postgresql-"));
  try {
    return await startIn(work);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    // Another process took the port between freePort and the start.
    if (String(error).includes("Address already in use") && attempts > 1) return startThrowAway(attempts - 1);
    throw error;
  }
}

async function startIn(work: string): Promise<PostgresqlServer> {
  const account = serverAccount();
  const password = randomBytes(12).toString("hex");
  writeFileSync(join(work, "password"), password);
  giveTo(account, work);
  const bin = findBinaries(account, join(work, "server"));
  const port = await freePort();
  // As text, for the account may not read this checkout; in a process group of its own, for Ctrl-C and a killed group
  // reach the test run alone, and the server follows when its stdin ends.
  const script = readFileSync(join(import.meta.dirname, "serve-postgresql.sh"), "utf8");
  const args = ["-c", script, "serve-postgresql", bin, work, String(port)];
  const child = spawn("sh", args, { ...account, cwd: "/", detached: true });
  const exit = once(child, "exit");
  const errors = text(child.stderr);
  const started = await Promise.race([once(child.stdout, "data").then(() => true), exit.then(() => false)]);
  if (!started) throw new Error(`PostgreSQL did not start from ${bin}:\n${await errors}`);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.stdin.end();
      await exit;
    },
  };
}

/** A port of loopback that nobody listens at. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}
