import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Account, findBinaries, giveTo, serverAccount } from "./postgresql-binaries.ts";
import { freePort } from "./postgresql-server.ts";

/** A server that can break. */
interface BreakableServer {
  /** Of its database `postgres`. */
  readonly url: string;
  /** `kill -9` of its first process, which those of its connections follow. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A primary, and a server that follows it by streaming replication. */
export interface ReplicatedPostgresql extends AsyncDisposable {
  readonly primary: BreakableServer;
  readonly replica: BreakableServer & {
    /** Has it take writes; gives back when it does. */
    promote(): void;
  };
}

/** Starts both at free ports of loopback; they end with this process. */
export async function startReplicated(): Promise<ReplicatedPostgresql> {
  const work = mkdtempSync(join(tmpdir(), "evalboard-replicated-"));
  const account = serverAccount();
  giveTo(account, work);
  const bin = findBinaries(account, join(work, "server"));
  const [primaryData, replicaData] = [join(work, "primary"), join(work, "replica")];
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { ...account, cwd: "/", stdio: "pipe" });
  run(
    "initdb",
    "-D",
    primaryData,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--no-sync",
  );
  // Of a server that was never started a copy of the folder is a base backup.
  cpSync(primaryData, replicaData, { recursive: true });
  chmodSync(replicaData, 0o700);
  const [primaryPort, replicaPort] = [await freePort(), await freePort()];
  writeFileSync(join(replicaData, "standby.signal"), "");
  appendFileSync(
    join(replicaData, "postgresql.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${primaryPort} user=postgres'\nwal_retrieve_retry_interval = 200\n`,
  );
  giveTo(account, work);
  const primary = breakable({ bin, account, data: primaryData, port: primaryPort });
  const replica = breakable({ bin, account, data: replicaData, port: replicaPort });
  await primary.start();
  await replica.start();
  return {
    primary,
    replica: { ...replica, promote: () => void run("pg_ctl", "-D", replicaData, "-w", "promote") },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([primary.kill(), replica.kill()]);
      rmSync(work, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

interface Breakable {
  readonly bin: string;
  readonly account: Account;
  readonly data: string;
  readonly port: number;
}

/** Says which process the server is, and ends it when stdin ends: as soon as the test run is dead, however it died. */
const serve = `"$0" "$@" & echo $!; cat >/dev/null; kill -QUIT $!; wait`;

function breakable({ bin, account, data, port }: Breakable): BreakableServer {
  let child: ChildProcessWithoutNullStreams | undefined;
  let pid = 0;
  return {
    url: `postgresql://postgres:canary@127.0.0.1:${port}/postgres`,
    start: async () => {
      const settings = { port, listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off" };
      const said = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      const args = ["-c", serve, join(bin, "postgres"), "-D", data, ...said];
      for (;;) {
        child = spawn("sh", args, { ...account, cwd: "/", detached: true });
        const [[text], isUp] = await Promise.all([once(child.stdout, "data"), accepts(child)]);
        pid = Number(String(text));
        if (isUp) return;
        await end(child);
        await setTimeout(100);
      }
    },
    kill: async () => {
      if (!child || child.exitCode !== null) return;
      process.kill(pid, "SIGKILL");
      await end(child);
    },
  };
}

/** Has the shell go, and with it a server that is still there. */
async function end(server: ChildProcessWithoutNullStreams): Promise<void> {
  const exited = once(server, "exit");
  server.stdin.end();
  await exited;
}

/** Whether it takes connections: it does not start while processes of one that was killed have not heard of that yet. */
function accepts(server: ChildProcessWithoutNullStreams): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (/ready to accept/.test(log)) resolve(true);
      if (/pre-existing shared memory block/.test(log)) resolve(false);
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
  });
}
