import { expect, test } from "vitest";
import { boardDir } from "../harness/board-folder.ts";
import { startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

const canary = "Q2FuYXJ5+canary-0123456789/ABCDEFGHIJ=";

const env = { HOST: "0.0.0.0", LOG_LEVEL: "trace" };

test("where others can reach it it does not start without an admin key, and says which two settings help", async () => {
  await using folder = await tempDir();
  const started = startServer({ cwd: folder.path, env });
  await expect(started).rejects.toThrow(/^Ended with 78:/);
  await expect(started).rejects.toThrow(/EVALBOARD_ADMIN_KEY[^]*HOST=127\.0\.0\.1/);
});

test("with one it starts, asks for it, and writes it nowhere", async () => {
  await using folder = await boardDir();
  await using server = await startServer({ cwd: folder.path, env: { ...env, EVALBOARD_ADMIN_KEY: canary } });
  const { port } = new URL(server.url);
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/api/runs`, { headers })).status;
  expect(await ask({})).toBe(401);
  expect(await ask({ authorization: `Bearer ${canary}x` })).toBe(401);
  expect(await ask({ authorization: `Bearer ${canary}` })).toBe(200);
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(server.output()).not.toContain(canary);
  expect(server.output().length).toBeGreaterThan(0);
});
