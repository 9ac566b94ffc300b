import { readFileSync } from "node:fs";
import { platform } from "node:os";
import { expect, it } from "vitest";
import { boardDir } from "../harness/board-folder.ts";
import { ask } from "../harness/keep-asking.ts";
import { startServer } from "../harness/start-server.ts";

/** The most that a process has held, MB. */
function peakMB(pid: number): number {
  const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kB) / 1_024;
}

it.runIf(platform() === "linux")("a server with little memory never takes more than 700 MB", async () => {
  await using folder = await boardDir();
  await using server = await startServer({ cwd: folder.path, env: { LOW_MEMORY: "true" } });
  for (const period of ["24h", "7d", "30d", "90d", "all"]) {
    expect((await ask(server.url, `/api/runs/stats?period=${period}`)).status).toBe(200);
  }
  expect(peakMB(server.pid)).toBeLessThan(700);
});
