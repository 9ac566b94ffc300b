import { recordRun } from "@evalboard/client";
import { StatsReport } from "@evalboard/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

describe("evalboard stats", () => {
  const server = useServer();
  const stats = (...args: string[]) => runCli(["stats", ...args], { EVALBOARD_URL: server.url });

  beforeAll(async () => {
    for (const run of [1, 2]) {
      await recordRun(server.client, {
        start: {
          externalId: `nightly-${run}`,
          model: { provider: "openai", name: "gpt-4o" },
          dataset: { name: "capitals" },
          prompt: { name: "ask", text: `Version ${run}` },
        },
        results: ["france", "spain", "peru", "chad"].map((itemKey, index) => ({
          itemKey,
          score: index < 3 ? 1 : 0,
          latencyMs: 400 + 100 * run,
        })),
      });
    }
  });

  it("prints the board's figures in plain text of at most 80 columns", async () => {
    const { code, stdout, stderr } = await stats("7d");
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain("\u001b");
    expect(lines[1]).toMatch(/^openai\/gpt-4o is the only model, 0\.750 /);
    expect(stdout).toContain("\nToo little to say of ask v2 against v1, 0.000 ");
    expect(lines).toContainEqual(expect.stringMatching(/^completed runs +2 +0$/));
    expect(lines).toContainEqual(expect.stringMatching(/^average score +0\.750 +–$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^openai\/gpt-4o +0\.750 +0\.\d{3}–[01]\.\d{3} +1 +0\.750 +75\.0% +2$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^capitals +0\.750 .* 1 +0\.750 +75\.0% +2 +1$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ask v1 → v2 +too little to say +0\.000 /));
    expect(lines).toContainEqual(expect.stringMatching(/^latency +·{6}█ {2}550 ms to 550 ms, mean$/));
  });

  it("prints the server's reply with --json", async () => {
    const { code, stdout } = await stats("all", "--json");
    expect(code).toBe(0);
    const report = StatsReport.parse(JSON.parse(stdout));
    const { freshForMs: _, ...asked } = await server.client.stats.get.query("all");
    expect(report).toMatchObject(asked);
  });

  it("names the periods that there are", async () => {
    const { code, stdout, stderr } = await stats("8d");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*'8d' is invalid.* Allowed choices are 24h, 7d, 30d, 90d, all\.\n$/);
  });

  // The last: the server does not come back.
  it("exits with 1 and one clear line where the server was killed", async () => {
    await server.stop("SIGKILL");
    const { code, stdout, stderr } = await stats("7d");
    console.log(stdout);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^cannot reach the server at .*\n$/);
  });
});
