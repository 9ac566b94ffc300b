import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { useServer } from "../harness/use-server.ts";

const run = promisify(execFile);
const server = useServer();

/** The code blocks of docs/api.md that are written in a language. */
async function blocksOf(language: string): Promise<readonly string[]> {
  const text = await readFile(join(import.meta.dirname, "../../../docs/api.md"), "utf8");
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, each, block = ""]) =>
    each === language ? [block] : [],
  );
}

async function has(program: string): Promise<boolean> {
  return run(program, ["--version"]).then(
    () => true,
    () => false,
  );
}

test("every call that the documentation shows is answered with the status that it says", async (context) => {
  if (!(await has("curl")) || !(await has("bash"))) return context.skip();
  const env = { ...process.env, EVALBOARD_URL: server.url, RUN: "" };
  const calls = (await blocksOf("bash")).flatMap((block) =>
    [...block.matchAll(/^# (\d{3})\n([^]*?)(?=^# \d{3}$|$(?![^]))/gm)].map(([, status, call = ""]) => ({
      status,
      call,
    })),
  );
  expect(calls.length).toBeGreaterThan(10);
  for (const { status, call } of calls) {
    const script = `${call.trimEnd()} -sS -w '\n%{http_code}'`;
    const { stdout } = await run("bash", ["-c", script], { env });
    const [, body = "", answered] = /^([^]*)\n(\d{3})$/.exec(stdout) ?? [];
    expect([call, body, answered]).toEqual([call, body, status]);
    const { runId } = JSON.parse(body);
    if (runId) env.RUN = runId;
  }
  const { runs } = await server.client.runs.list.query({ externalId: "nightly-2026-01-31" });
  expect(runs).toMatchObject([
    { id: env.RUN, status: "completed", totalItems: 3, passedItems: 1, erroredItems: 1 },
  ]);
});

test("the documentation's Python records a run, which the list and the board have", async (context) => {
  if (!(await has("python3"))) return context.skip();
  const [script = "", ...others] = await blocksOf("python");
  expect(others).toEqual([]);
  expect(script.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  const { stdout } = await run("python3", ["-c", script], {
    env: { ...process.env, EVALBOARD_URL: server.url },
  });
  expect(stdout).toBe("1\n");
  const { runs } = await server.client.runs.list.query({ externalId: "python-1" });
  expect(runs).toMatchObject([{ status: "completed", averageScore: 1, totalItems: 1 }]);
  const prompt = runs[0]!.prompt.id;
  const board = await fetch(`${server.url}/api/runs/stats?period=24h&promptId=${prompt}`);
  expect(await board.json()).toMatchObject({ topModels: [{ provider: "openai", name: "gpt-4o" }] });
});
