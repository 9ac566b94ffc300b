import { createClient } from "@evalboard/client";
import { createPostgresqlDatabase, engines, providedDatabases } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseEnv } from "../harness/database-env.ts";
import { startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

describe.each(engines)("a board on %s that has a time zone", (engine) => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let database: Awaited<ReturnType<typeof databaseEnv>>;
  const start = (timeZone: string, options: readonly string[] = []) =>
    startServer({ cwd: folder.path, options, env: { ...database.env, EVALBOARD_TIME_ZONE: timeZone } });

  beforeAll(async () => {
    folder = await tempDir();
    database = await databaseEnv(engine);
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test("refuses a server of another one, in words that name both and what to do", async () => {
    await (await start("Europe/Berlin")).stop("SIGTERM");
    const refused = await start("Asia/Kolkata").catch(String);
    expect(refused).toMatch(/^Error: Ended with 78:\n/);
    expect(refused).toContain("days are those of Europe/Berlin, and this server's are those of Asia/Kolkata");
    expect(refused).toContain("set EVALBOARD_TIME_ZONE=Europe/Berlin");
    expect(refused).toContain("evalboard start --change-time-zone");
    await (await start("Europe/Berlin")).stop("SIGTERM");
  });

  test("has another one once that is said, and keeps it", async () => {
    await (await start("Asia/Kolkata", ["--change-time-zone"])).stop("SIGTERM");
    await using server = await start("Asia/Kolkata");
    expect((await createClient({ url: server.url }).stats.get.query("7d")).timeZone).toBe("Asia/Kolkata");
    await expect
      .poll(() => createClient({ url: server.url }).facts.status.query())
      .toMatchObject({ runs: 0 });
    await server.stop("SIGTERM");
    expect(await start("Europe/Berlin").catch(String)).toContain("days are those of Asia/Kolkata");
  });
});

test("a server whose board is given another time zone by another server stops, and says why", async () => {
  await using folder = await tempDir();
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const env = { DATABASE_URL: database.url, EVALBOARD_TIME_ZONE: "Europe/Berlin" };
  await using berlin = await startServer({ cwd: folder.path, env });
  const options = ["--change-time-zone"];
  await using utc = await startServer({
    cwd: folder.path,
    options,
    env: { ...env, EVALBOARD_TIME_ZONE: "UTC" },
  });
  const isGone = async () =>
    fetch(`${berlin.url}/health/live`).then(
      () => false,
      () => true,
    );
  await expect.poll(isGone, { timeout: 60_000, interval: 500 }).toBe(true);
  expect(berlin.output()).toContain("days are those of UTC, and this server's are those of Europe/Berlin");
  expect((await fetch(`${utc.url}/health/ready`)).status).toBe(200);
  await berlin.stop("SIGKILL");
  await utc.stop("SIGTERM");
  await database.drop();
});
