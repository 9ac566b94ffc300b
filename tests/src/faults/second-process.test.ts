import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { processEnv } from "../harness/process-env.ts";
import { program } from "../harness/program.ts";
import { startServer } from "../harness/start-server.ts";
import { boardDir } from "../harness/board-folder.ts";

/** How many start at once. */
const starts = Number(process.env["STARTS"] ?? 3);

it("of servers started at once on a folder whose server was killed one wins, and the others name it", async () => {
  await using folder = await boardDir();
  const killed = await startServer({ cwd: folder.path });
  const refused = start(folder.path);
  expect(await refused.code).toBe(1);
  expect(await refused.stderr).toContain(
    `is in use by process ${killed.pid}. Stop it, or use another folder.`,
  );
  await killed.stop("SIGKILL");

  const all = Array.from({ length: starts }, () => start(folder.path));
  const served = all.map(async (one) => {
    for await (const said of one.child.stdout) if (String(said).includes("EvalBoard is at")) return true;
    return false;
  });
  const winner = all[(await Promise.all(served.map((one, n) => raceOf(one, all[n]!)))).indexOf(true)];
  expect(winner).toBeDefined();
  const others = all.filter((one) => one !== winner);
  expect(await Promise.all(others.map(({ code }) => code))).toEqual(others.map(() => 1));
  for (const { stderr } of others)
    expect(await stderr).toContain(`is in use by process ${winner!.child.pid}`);
  winner!.child.kill("SIGTERM");
  expect(await winner!.code).toBe(0);
});

function start(cwd: string) {
  const child = spawn(process.execPath, [program(), "start"], {
    cwd,
    env: { ...processEnv, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, code: once(child, "exit").then(([code]) => code), stderr: text(child.stderr) };
}

async function raceOf(served: Promise<boolean>, { code }: ReturnType<typeof start>): Promise<boolean> {
  return Promise.race([served, code.then(() => false)]);
}
