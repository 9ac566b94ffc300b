import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { createPostgresqlDatabase, freePort, providedDatabases } from "@evalboard/db/testing";
import { expect, it } from "vitest";
import { processEnv } from "../harness/process-env.ts";
import { program } from "../harness/program.ts";
import { tempDir } from "../harness/temp-dir.ts";

it("is live and not ready while PostgreSQL is away, and serves once it is there", async () => {
  await using folder = await tempDir();
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const away = await freePort();
  const port = await freePort();
  const url = new URL(database.url);
  url.port = String(away);
  const child = spawn(process.execPath, [program(), "start"], {
    cwd: folder.path,
    env: { ...processEnv, PORT: String(port), DATABASE_URL: url.href },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const status = async (path: string) => {
    try {
      return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    } catch {
      return 0;
    }
  };

  await expect.poll(() => status("/health/live")).toBe(200);
  expect(await status("/health/ready")).toBe(503);
  expect(await status("/api/runs/stats?period=7d")).toBe(503);
  await expect.poll(() => output).toMatch(/cannot be reached; trying again in 500 ms/);
  expect(output).not.toContain(url.password);

  // Now the database comes, at the address where it was looked for.
  const proxy = createServer((socket) => {
    const upstream = connect(Number(new URL(database.url).port), "127.0.0.1");
    socket.pipe(upstream).pipe(socket);
    for (const side of [socket, upstream]) side.on("error", () => socket.destroy());
  }).listen(away, "127.0.0.1");
  await expect.poll(() => status("/health/ready")).toBe(200);
  expect(await status("/api/runs/stats?period=7d")).toBe(200);

  child.kill("SIGTERM");
  expect((await once(child, "exit"))[0]).toBe(0);
  proxy.close();
  await database.drop();
});
