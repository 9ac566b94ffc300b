import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "@evalboard/db/testing";
import { listens } from "./listens.ts";
import { tempDir } from "./temp-dir.ts";

/** Where Debian's package has it. */
const program = "/usr/sbin/pgbouncer";

/** Whether there is a PgBouncer here: no registry of packages for Node has one. */
export const hasPgbouncer = existsSync(program);

/**
 * Starts a PgBouncer before the server of a database, which lends a connection for each transaction; `url` is the database's by this way.
 * As root it runs as `postgres`, for it refuses to be root.
 */
export async function startPgbouncer(
  databaseUrl: string,
  poolSize: number,
): Promise<AsyncDisposable & { readonly url: string }> {
  const folder = await tempDir();
  await chmod(folder.path, 0o755);
  const to = new URL(databaseUrl);
  const port = await freePort();
  const password = to.password === "" ? "" : ` password=${decodeURIComponent(to.password)}`;
  const config = join(folder.path, "pgbouncer.ini");
  await writeFile(
    config,
    `[databases]
* = host=${to.hostname} port=${to.port} user=${decodeURIComponent(to.username)}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout
`,
  );
  const asUser = process.getuid?.() === 0 ? ["-u", "postgres"] : [];
  const child = spawn(program, [...asUser, config], { stdio: ["ignore", "pipe", "pipe"] });
  await listens(child, port);
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      await folder[Symbol.asyncDispose]();
    },
  };
}
