import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@evalboard/client";
import { TRPCClientError } from "@trpc/client";
import { expect, it } from "vitest";
import { startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";

/** A disk of 60 MB, or why there is none. */
function mountSmall(path: string): string | null {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=60m", "tmpfs", path], { encoding: "utf8" });
  return mounted.status === 0
    ? null
    : `no small disk can be mounted here: ${mounted.stderr ?? mounted.error}`;
}

it("refuses what has no room, goes on being read, loses nothing, and takes runs again once there is room", async (context) => {
  await using folder = await tempDir();
  const disk = join(folder.path, "disk");
  await mkdir(disk);
  const why = mountSmall(disk);
  if (why !== null) context.skip(why);
  try {
    await using server = await startServer({
      cwd: folder.path,
      env: { EVALBOARD_DATA_DIR: join(disk, "board") },
    });
    const client = createClient({ url: server.url });
    await client.stats.get.query("7d");
    // All of the room that is left but for a little; whoever makes room deletes it.
    const ballast = join(disk, "ballast");
    const [, , , free] = execFileSync("df", ["-k", "--output=size,used,pcent,avail", disk], {
      encoding: "utf8",
    })
      .trim()
      .split("\n")
      .at(-1)!
      .trim()
      .split(/\s+/);
    await writeFile(ballast, Buffer.alloc(Math.max(0, Number(free) - 2_000) * 1_024));

    const answered: string[] = [];
    const refusals: unknown[] = [];
    for (let index = 0; index < 400 && refusals.length === 0; index++) {
      await record(client, `before-${index}`, answered).catch((error: unknown) => refusals.push(error));
    }
    for (let index = 0; index < 5; index++) {
      await record(client, `full-${index}`, answered).catch((error: unknown) => refusals.push(error));
    }
    expect(refusals.length).toBeGreaterThan(0);
    for (const error of refusals) {
      expect(error).toBeInstanceOf(TRPCClientError);
      expect(error).toMatchObject({ data: { httpStatus: 503 }, message: expect.stringContaining("disk") });
    }
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    const readable = async () => (await client.runs.list.query({ limit: 1 }).catch(() => null))?.runs.length;
    await expect.poll(readable).toBe(1);
    expect((await client.stats.get.query("7d")).period).toBe("7d");

    await rm(ballast);
    const again = () =>
      record(client, `after-${answered.length}`, answered).then(
        () => "recorded",
        () => "refused",
      );
    await expect.poll(again).toBe("recorded");
    for (const runId of answered) {
      expect(await client.runs.get.query({ runId })).toMatchObject({
        status: "completed",
        results: 3,
        totalItems: 3,
      });
    }
    expect(await server.stop("SIGTERM")).toBe(0);
  } finally {
    spawnSync("umount", ["--lazy", disk]);
  }
});

async function record(client: ReturnType<typeof createClient>, externalId: string, answered: string[]) {
  const { runId } = await client.runs.record.start.mutate({
    externalId,
    model: { provider: "openai", name: "gpt-4o" },
    dataset: { name: "capitals" },
    prompt: { name: "capitals", text: "Name the capital." },
  });
  // Random letters, for repeated ones would be packed into nothing.
  const output = () => Array.from({ length: 2_000 }, () => crypto.randomUUID()).join("");
  const results = [1, 0.5, 0].map((score, item) => ({ itemKey: `item-${item}`, score, output: output() }));
  await client.runs.record.addResults.mutate({ runId, results });
  await client.runs.record.complete.mutate({ runId });
  answered.push(runId);
}
