import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@evalboard/client";
import { createPostgresqlDatabase, providedDatabases } from "@evalboard/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.ts";
import { processEnv } from "../harness/process-env.ts";
import { program } from "../harness/program.ts";
import { startServer, type ServerUnderTest } from "../harness/start-server.ts";
import { boardDir } from "../harness/board-folder.ts";

// One board goes through all that a board's data may go through; each step begins where the one before ended.

let folder: Awaited<ReturnType<typeof boardDir>>;
let server: ServerUnderTest;
let board: string;
const dataDir = () => join(folder.path, ".evalboard");
const backup = () => join(folder.path, "board.evalboard");

beforeAll(async () => {
  folder = await boardDir();
  server = await startServer({ cwd: folder.path });
  const client = createClient({ url: server.url });
  for (const externalId of ["one", "two"]) {
    const { runId } = await client.runs.record.start.mutate({
      externalId,
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
    });
    const results = [1, 0.1, 0].map((score, item) => ({
      itemKey: `item ${item}`,
      score,
      output: "Paris \u2028 é",
    }));
    await client.runs.record.addResults.mutate({ runId, results });
    await client.runs.record.complete.mutate({ runId });
  }
  board = await boardAt(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** What a board says, but for when it said so. */
async function boardAt({ url }: ServerUnderTest): Promise<string> {
  const client = createClient({ url });
  const { runs } = await client.runs.list.query({});
  const results = await Promise.all(
    runs.map(({ id: runId }) => client.runs.results.query({ runId, whole: true })),
  );
  const { runs: facts } = await client.facts.status.query();
  return JSON.stringify({ runs, results, facts });
}

it("is backed up while its server runs, which is found by its folder", async () => {
  const told = await runCli(["backup", backup(), "--data-dir", dataDir()], { EVALBOARD_URL: server.url });
  expect(told.stderr).toBe("");
  expect(told.stdout).toContain(`2 runs with 6 results of the server at ${server.url}`);
  expect((await readdir(folder.path)).toSorted()).toEqual([
    ".evalboard",
    ".evalboard.lock",
    "board.evalboard",
  ]);
  expect((await stat(backup())).mode & 0o777).toBe(0o600);
});

it("is not taken for the board of another server", async () => {
  const away = await runCli(["backup", join(folder.path, "other"), "--data-dir", dataDir()], {
    EVALBOARD_URL: "http://127.0.0.1:9",
  });
  expect([away.code, away.stdout]).toEqual([1, ""]);
  expect(away.stderr).toContain(
    `is in use by process ${server.pid}. Its address is not http://127.0.0.1:9: say it by --url, or stop it.`,
  );
  const restoring = await runCli(["restore", backup(), "--replace", "--data-dir", dataDir()]);
  expect([restoring.code, restoring.stderr]).toEqual([
    1,
    expect.stringContaining(`in use by process ${server.pid}`),
  ]);
  const moving = await runCli([
    "move",
    "--to",
    "postgresql://a:canary@127.0.0.1:9/b",
    "--data-dir",
    dataDir(),
  ]);
  expect([moving.code, moving.stderr]).toEqual([
    1,
    expect.stringContaining(`in use by process ${server.pid}`),
  ]);
});

it("of a stopped server is backed up from its folder, and what is no backup changes nothing", async () => {
  expect(await server.stop("SIGTERM")).toBe(0);
  const told = await runCli(["backup", backup(), "--data-dir", dataDir()]);
  expect(told.stdout).toContain(`2 runs with 6 results of ${dataDir()}`);
  const cut = join(folder.path, "cut");
  await writeFile(cut, await readFile(backup()));
  await truncate(cut, Math.floor((await stat(cut)).size / 2));
  for (const file of [cut, join(dataDir(), "PG_VERSION")]) {
    const refused = await runCli(["restore", file, "--data-dir", dataDir(), "--replace"]);
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toMatch(/^nothing was restored: .*(is damaged|is no backup)/);
  }
  const kept = await runCli(["restore", backup(), "--data-dir", dataDir()]);
  expect(kept.stderr).toContain("holds a board; --replace puts it aside");
});

it("whose folder is damaged is kept as it is, the server says what to do, and that brings the board back", async () => {
  await rename(dataDir(), `${dataDir()}.whole`);
  await mkdir(dataDir());
  await rename(`${dataDir()}.whole/PG_VERSION`, join(dataDir(), "PG_VERSION"));
  const before = await readdir(dataDir(), { recursive: true });
  await expect(startServer({ cwd: folder.path })).rejects.toThrow(
    /cannot be opened.*evalboard restore FILE --replace/s,
  );
  expect(await readdir(dataDir(), { recursive: true })).toEqual(before);
  const restored = await runCli(["restore", backup(), "--replace", "--data-dir", dataDir()]);
  expect(restored.stderr).toBe("");
  expect(restored.stdout).toMatch(
    /: 2 runs with 6 results, as of .*\nwhat was there is kept in \S+\.evalboard\.before-\d+T\d+Z\n$/,
  );
  server = await startServer({ cwd: folder.path });
  expect(await boardAt(server)).toBe(board);
  await server.stop("SIGTERM");
});

it("moves to a PostgreSQL whole, also after a try that was killed, and never tells the password", async () => {
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const args = ["move", "--data-dir", dataDir()];
  const killed = spawn(process.execPath, [program(), ...args], {
    env: { ...processEnv, DATABASE_URL: database.url },
    stdio: "ignore",
  });
  // Somewhere on its way; wherever that is, the next one begins again.
  setTimeout(() => killed.kill("SIGKILL"), 500 + Math.random() * 4_000);
  await once(killed, "exit");
  const moved = await runCli([...args, "--to", database.url]);
  if (!moved.stderr.includes("holds a board already")) {
    expect(moved.stdout).toMatch(
      /^2 runs with 6 results moved; \d+ rows in all were compared, and are the same\n$/,
    );
  }
  const again = await runCli([...args, "--to", database.url]);
  expect([again.code, again.stderr]).toEqual([
    1,
    expect.stringContaining("the database holds a board already"),
  ]);
  const wrong = await runCli([...args, "--to", database.url.replace(/:\w+@/, ":canary@")]);
  expect(wrong.code).toBe(1);
  const { password } = new URL(database.url);
  const said = [moved, again, wrong].map(({ stdout, stderr }) => stdout + stderr).join("");
  expect(said).not.toContain("canary");
  expect(said).not.toContain(password);
  server = await startServer({ cwd: folder.path, env: { DATABASE_URL: database.url } });
  expect(await boardAt(server)).toBe(board);
  await server.stop("SIGTERM");
  await database.drop();
});
