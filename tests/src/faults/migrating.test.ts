import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { expect, it } from "vitest";
import { executeSql } from "../harness/execute-sql.ts";
import { ask } from "../harness/keep-asking.ts";
import { processEnv } from "../harness/process-env.ts";
import { program } from "../harness/program.ts";
import { startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

/** How often a server is killed while it migrates. */
const kills = Number(process.env["KILLS"] ?? 2);
/** How many start at once. */
const starts = Number(process.env["STARTS"] ?? 2);

const ready = "/health/ready";

it("servers that start at once on an empty PostgreSQL are all ready", async () => {
  await using folder = await tempDir();
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const env = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: "2" };
  const servers = await Promise.all(
    Array.from({ length: starts }, () => startServer({ cwd: folder.path, env })),
  );
  for (const server of servers) {
    expect([(await ask(server.url, ready)).status, server.output()]).toEqual([
      200,
      expect.not.stringMatching(/error/i),
    ]);
    expect(await server.stop("SIGTERM")).toBe(0);
  }
  await database.drop();
});

it("a server that is killed while it migrates leaves what the next one completes, and a newer schema is refused in words", async () => {
  await using folder = await tempDir();
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const env = { DATABASE_URL: database.url };
  const migrations = async () => {
    const [table] = await executeSql(
      database.url,
      "select to_regclass('mikro_orm_migrations')::text as name",
    );
    if (table?.["name"] === null) return 0;
    const [row] = await executeSql(database.url, "select count(*)::int as n from mikro_orm_migrations");
    return Number(row?.["n"]);
  };
  let seen = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [program(), "start"], {
      cwd: folder.path,
      env: { ...processEnv, PORT: "0", ...env },
    });
    const ended = once(child, "exit");
    // While the lock is held it migrates, or is about to.
    const holders = "select count(*)::int as n from pg_locks where locktype = 'advisory'";
    await expect
      .poll(async () => (await executeSql(database.url, holders))[0]?.["n"], { interval: 5 })
      .not.toBe(0);
    await new Promise((resolve) => setTimeout(resolve, (kill * 13) % 120));
    child.kill("SIGKILL");
    await ended;
    const now = await migrations();
    expect(now).toBeGreaterThanOrEqual(seen);
    seen = now;
    if (kills > 5) await executeSql(database.url, "drop schema public cascade; create schema public");
    if (kills > 5) seen = 0;
  }
  await using server = await startServer({ cwd: folder.path, env });
  expect((await ask(server.url, ready)).status).toBe(200);
  await server.stop("SIGTERM");

  await executeSql(
    database.url,
    "insert into mikro_orm_migrations (name) values ('Migration29990101000000_future')",
  );
  const old = spawn(process.execPath, [program(), "start"], {
    cwd: folder.path,
    env: { ...processEnv, PORT: "0", ...env },
  });
  const [said, [code]] = await Promise.all([text(old.stderr), once(old, "exit")]);
  expect(code).not.toBe(0);
  expect(said).toMatch(
    /migrated by a newer EvalBoard \(this one does not know Migration29990101000000_future\)/,
  );
  expect(said).not.toMatch(/\n\s+at /);
  await database.drop();
});
