import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { recordRun, type NewResult } from "@evalboard/client";
import { beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const fixture = (name: string) =>
  join(import.meta.dirname, "../../../packages/importers/fixtures/promptfoo", name);

interface Recorded {
  readonly label?: string;
  readonly model?: string;
  readonly promptText?: string;
}

describe("evalboard gate", () => {
  const server = useServer();

  const evalboard = (...args: string[]) => runCli(args, { EVALBOARD_URL: server.url });
  const record = (
    externalId: string,
    scores: readonly number[],
    { model, promptText, label }: Recorded = {},
  ) =>
    recordRun(server.client, {
      start: {
        externalId,
        model: { provider: "openai", name: model ?? "gpt-4o" },
        dataset: { name: "tickets" },
        prompt: { name: "reply", text: promptText ?? "Reply politely." },
        label,
      },
      results: scores.map(resultOf),
    });

  beforeAll(async () => {
    await record("main-1", scoresOf(400, 0.76), { label: "main" });
    await record("main-2", scoresOf(400, 0.75), { label: "main" });
    await record("main-mini", scoresOf(400, 0.6), { label: "main", model: "gpt-4o-mini" });
    await record("pr-42", scoresOf(400, 0.75), { label: "pr-42", promptText: "Reply." });
    await record("pr-42-mini", scoresOf(400, 0.4), {
      label: "pr-42",
      model: "gpt-4o-mini",
      promptText: "Reply.",
    });
    await record("short", scoresOf(8, 0.75));
  });

  it("passes a run that is as good as the newest of the label", async () => {
    const { code, stdout, stderr } = await evalboard("gate", "--run", "pr-42", "--baseline", "main");
    // Of one run against one a change of 0.1 may be what a good day and a bad one make.
    expect([code, stderr]).toEqual([0, "gate passed: too little to say\n"]);
    expect(stdout).toContain("  prompt   reply v1 → v2\n");
    expect(stdout).toContain("  against  main-2 (main)");
    expect(stdout).toContain("  score    0.750 → 0.750, change 0.000\n");
  });

  it("fails a run that is worse, and says which items it lost", async () => {
    const json = join(server.folder, "gate.json");
    const markdown = join(server.folder, "gate.md");
    const to = ["--json", json, "--markdown", markdown];
    const { code, stderr } = await evalboard("gate", "--run", "pr-42-mini", "--baseline", "main", ...to);
    expect([code, stderr]).toEqual([1, "gate failed: worse\n"]);

    const report = JSON.parse(await readFile(json, "utf8"));
    expect(report).toMatchObject({
      decision: "failed",
      runs: [
        {
          candidate: { externalId: "pr-42-mini", label: "pr-42" },
          baseline: { externalId: "main-mini", label: "main" },
          comparison: {
            pairing: "paired",
            change: { verdict: "worse", sharedItems: 400, passes: { lost: 80, gained: 0 } },
          },
          gained: [],
        },
      ],
    });
    const [{ lost, comparison }] = report.runs;
    expect(comparison.change.difference).toBeCloseTo(-0.2, 10);
    expect(comparison.change.adjustedPValue).toBe(comparison.change.pValue);
    expect(lost).toHaveLength(10);

    const text = await readFile(markdown, "utf8");
    expect(text).toMatch(/^### EvalBoard: gate failed: worse\n/);
    expect(text).toContain(`**failed**: [worse](${server.url}/compare?baseline.runId=`);
    expect(text.match(/^\| lost \| `item \d+`/gm)).toHaveLength(10);
  });

  it("gates all runs of a label at once, and exits by the worst", async () => {
    const promptText = "Reply.";
    await record("pr-43-4o", scoresOf(400, 0.75), { label: "pr-43", promptText });
    await record("pr-43-mini", scoresOf(400, 0.4), { label: "pr-43", promptText, model: "gpt-4o-mini" });
    const asked = ["gate", "--run", "pr-43", "pr-42-mini", "--baseline", "main", "--json", "-"];
    const { code, stdout, stderr } = await evalboard(...asked);
    expect([code, stderr]).toEqual([1, "gate failed: of 3 runs 2 failed, 1 passed\n"]);
    for (const { comparison } of JSON.parse(stdout).runs) {
      const { pValue, adjustedPValue } = comparison.change;
      expect(adjustedPValue).toBeGreaterThanOrEqual(Math.min(1, 1.5 * pValue));
    }
  });

  it("sees at one look what would not yet be clear to who looks every day", async () => {
    const model = "gpt-4o-nano";
    await record("main-nano", scoresOf(400, 0.75), { model });
    await record("pr-44", scoresOf(400, 0.64), { model, promptText: "Reply." });
    const args = ["gate", "--run", "pr-44", "--baseline", "main-nano", "--fail-if"];
    const daily = await evalboard(...args, "worse");
    expect([daily.code, daily.stderr]).toEqual([0, "gate passed: too little to say; 44 items newly fail\n"]);
    const once = await evalboard(...args, "worse-at-one-look");
    expect([once.code, once.stderr]).toEqual([1, "gate failed: worse at one look\n"]);
  });

  it("can't tell by eight items, which fails where that is asked for", async () => {
    const args = ["gate", "--run", "short", "--baseline", "main"];
    const passed = await evalboard(...args);
    expect([passed.code, passed.stderr]).toEqual([0, "gate passed: too little to say; 2 items newly fail\n"]);
    expect(passed.stdout).toContain("  visible  even a change of 1 would likely not have shown\n");
    const failed = await evalboard(...args, "--fail-if", "worse,too-little-to-say");
    expect([failed.code, failed.stderr]).toEqual([1, "gate failed: too little to say\n"]);
  });

  it("compares the runs of imported files, each with the same model and prompt of the label", async () => {
    for (const [file, label] of [
      ["week-1.json", "week-1"],
      ["week-2.json", "week-2"],
    ] as const) {
      const { code, stdout } = await evalboard("import", fixture(file), "--label", label, "--json");
      expect(code).toBe(0);
      expect(JSON.parse(stdout).files[0].runs[0]).toMatchObject({ label });
    }
    const { stdout } = await evalboard("gate", "--run", "week-2", "--baseline", "week-1", "--json", "-");
    const { runs } = JSON.parse(stdout);
    expect(runs.length).toBeGreaterThan(0);
    for (const { candidate, baseline } of runs) {
      expect(candidate).toMatchObject({ label: "week-2", sourceFile: "week-2.json", prompt: { version: 2 } });
      expect(baseline).toMatchObject({ label: "week-1", sourceFile: "week-1.json", prompt: { version: 1 } });
      expect(baseline.model).toEqual(candidate.model);
      expect(baseline.dataset).toEqual(candidate.dataset);
    }
  });

  it.each([
    ["no such run", ["--run", "none", "--baseline", "main"], /^gate not judged: --run: no run .*"none"\n$/],
    ["no such label", ["--run", "short", "--baseline", "none"], /^gate not judged: --baseline: no run .*\n$/],
    [
      "a wrong verdict",
      ["--run", "short", "--baseline", "main", "--fail-if", "bad"],
      /must be one or several of worse/,
    ],
  ])("exits with 2 for %s", async (_fault, args, message) => {
    const { code, stdout, stderr } = await evalboard("gate", ...args);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(message)]);
  });

  // The last: the server does not come back.
  it("exits with 2 and one clear line where the server was killed", async () => {
    const { url } = server;
    await server.stop("SIGKILL");
    const { code, stdout, stderr } = await evalboard("gate", "--run", "pr-42", "--baseline", "main");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(new RegExp(`^gate not judged: cannot reach the server at ${url} .*\n$`));
  });
});

/** The first share of the items is right, the others are wrong. */
function scoresOf(items: number, share: number): number[] {
  return Array.from({ length: items }, (_, index) => (index < items * share ? 1 : 0));
}

function resultOf(score: number, index: number): NewResult {
  return { itemKey: `item ${index}`, output: score === 1 ? "right" : "wrong", score, latencyMs: 400 + index };
}
