import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { comparisonOf, flippedItem, idOf, runOf } from "../testing/gated-runs.ts";
import { MemoryBoard } from "../testing/memory-board.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";

let callerDir: string;
let board: MemoryBoard;

beforeEach(async () => {
  callerDir = await mkdtemp(join(tmpdir(), "evalboard-gate-"));
  board = new MemoryBoard(
    runOf("a", { label: "pr-42", day: 9, version: 2 }),
    runOf("b", { label: "pr-42", day: 8, model: "gpt-4o-mini" }),
    runOf("m", { label: "main" }),
    runOf("n", { label: "main", model: "gpt-4o-mini" }),
  );
});
afterEach(() => rm(callerDir, { recursive: true }));

const gate = (...args: string[]) =>
  runEvalboard(board, ["gate", ...args], { callerDir, stepSummary: join(callerDir, "summary.md") });
const read = (name: string) => readFile(join(callerDir, name), "utf8");

describe("evalboard gate", () => {
  it("prints the figures of a run that is worse, and exits with 1", async () => {
    board.verdicts.set("a", comparisonOf("worse"));
    const { exitCode, out, err } = await gate("--run", "a", "--baseline", "main");
    expect(out).toBe(
      [
        "failed: worse",
        "  model    openai/gpt-4o on capitals",
        "  prompt   ask v1 → v2",
        "  run      a (pr-42), Nov 9, 2026, 09:00:00 UTC",
        "  against  m (main), Nov 1, 2026, 09:00:00 UTC",
        "  passes   62.5% of 40 → 62.5% of 40",
        "  lost     9 items, passed before and fail now",
        "  gained   1 item, failed before and pass now",
        "  mid-p    0.021, McNemar's, of the items lost and gained",
        "  score    0.750 → 0.550, change −0.200",
        "  interval 95 %: −0.325 to −0.075, however often one looks",
        "  p        <0.001, corrected for the runs judged together",
        "  one look 95 %: −0.300 to −0.100, p <0.001",
        "  items    40 shared",
        "  latency  812 ms → 1.24 s, mean",
        "  cost     – → – a result",
        `  see      http://127.0.0.1:4400/compare?baseline.runId=${idOf("m")}&candidate.runId=${idOf("a")}`,
        "",
      ].join("\n"),
    );
    expect(err).toBe("gate failed: worse\n");
    expect(exitCode).toBe(1);
  });

  it("lists metrics, what was asked, and what is not scored, and says them in Markdown and JSON too", async () => {
    board = new MemoryBoard(
      runOf("a", { label: "pr-42", day: 9, told: { itemsHash: "b", scoreMetric: "f1", tags: { t: "1" } } }),
      runOf("m", { label: "main", told: { scoreMetric: "f1" } }),
    );
    const metric = { items: 38, baseline: 0.8, candidate: 0.7, difference: -0.1, pValue: 0.0001 };
    const interval = { low: -0.2, high: -0.01 };
    const comparison = comparisonOf("no clear change", 0, {
      changedItems: 3,
      metrics: [{ ...metric, name: "to|ne", higherIsBetter: true, interval }],
      change: {
        candidateOnlyItems: 12,
        passes: { both: 30, neither: 7, lost: 3, gained: 0, pValue: 0.25 },
        remarks: ["single runs"],
      },
    });
    const candidate = { ...comparison.candidate, unscoredResults: 2 };
    board.verdicts.set("a", { ...comparison, candidate });
    const { out, err, exitCode } = await gate("--run", "a", "--baseline", "main", "--markdown", "gate.md");
    for (const line of [
      "passed: no clear change; 3 items newly fail",
      "  tags     t – → 1",
      "  scored   by f1",
      "  asked    not the same items: 12 items are only in one of them; 3 shared ones have another question",
      "  unscored 0 → 2 of 40 results",
      "  visible  a change of 0.090 would likely have shown",
      "  remark   single runs: a bad day cannot be told from a change",
      "  metric   to|ne 0.8 → 0.7, change −0.1, −0.2 to −0.01, 38 items, better: higher",
    ]) {
      expect(out.split("\n")).toContain(line);
    }
    expect([exitCode, err]).toEqual([0, "gate passed: no clear change; 3 items newly fail\n"]);
    const markdown = await read("gate.md");
    expect(markdown).toContain(
      "| 62.5% of 40 → 62.5% of 40<br>0 items gained, 3 lost, McNemar's mid-p 0.250 |",
    );
    expect(markdown).toContain(
      "- `openai/gpt-4o on capitals`: single runs: a bad day cannot be told from a change.\n",
    );
    expect(markdown).toContain("not the same items: 12 items are only in one of them");
    expect(markdown).toContain("<br>not scored: 0 → 2 of 40 results |");
    expect(markdown).toContain("- `openai/gpt-4o on capitals`: tags differ: `t – → 1`.\n");
    expect(markdown).toContain("| `to\\|ne` | 0.8 → 0.7 | −0.1, −0.2 to −0.01 | &lt;0.001 | 38 | higher |\n");
    const json = await gate("--run", "a", "--baseline", "main", "--json", "-");
    expect(JSON.parse(json.out).runs[0]).toMatchObject({
      decision: "passed",
      candidate: { passedItems: 25, scoreMetric: "f1", tags: { t: "1" } },
      comparison: { change: { passes: { lost: 3 } }, changedItems: 3, metrics: [{ name: "to|ne" }] },
    });
  });

  it("judges a run by itself where nothing else is asked, and by several conditions, each said by itself", async () => {
    const alone = await gate("--run", "a", "--fail-if", "pass-rate-below=0.9", "--markdown", "-");
    expect([alone.exitCode, alone.err]).toEqual([1, "gate failed: pass rate 62.5% of 40, below 90.0%\n"]);
    expect(alone.out).toContain("| **failed**: `pass rate 62.5% of 40, below 90.0%` |");
    expect(alone.out).not.toContain("Compared with");
    const both = ["--fail-if", "newly-failing", "--fail-if", "pass-rate-below=0.9"];
    board.verdicts.set("a", comparisonOf("worse"));
    const { err } = await gate("--run", "a", "--baseline", "main", ...both);
    expect(err).toBe("gate failed: 9 items newly fail; pass rate 62.5% of 40, below 90.0%\n");
  });

  it("takes several runs and counts them, and exits with 0 where all pass", async () => {
    const { exitCode, out, err } = await gate("--run", "a", "b", "--baseline", "main");
    expect(out.match(/^passed: no clear change$/gm)).toHaveLength(2);
    expect(err).toBe("gate passed: of 2 runs 2 passed\n");
    expect(exitCode).toBe(0);
    expect(await gate("--run", "a", "--run", "b", "--baseline", "main")).toMatchObject({ out });
  });

  it("says what could have been seen with so few items", async () => {
    const plan = { change: 0.05, moreRuns: 3, moreItems: null, needs: "runs" } as const;
    board.verdicts.set("a", comparisonOf("too little to say", -0.2, { change: { plan } }));
    const question = ["--run", "a", "--baseline", "main", "--fail-if", "worse,too-little-to-say"];
    const { exitCode, out } = await gate(...question);
    expect(out).toContain("  visible  a change below 0.140 would likely not have shown\n");
    expect(out).toContain("  plan     a change of 0.05 would need 3 more runs a side\n");
    expect(exitCode).toBe(1);
  });

  it("says what the verdict does not rest on: items of one side, and calls that broke", async () => {
    const comparison = comparisonOf("no clear change", 0);
    const candidate = { ...comparison.candidate, erroredResults: 12 };
    const change = { ...comparison.change, baselineOnlyItems: 1_200, candidateOnlyItems: 3 };
    board.verdicts.set("a", { ...comparison, candidate, change });
    const { out } = await gate("--run", "a", "--baseline", "main");
    expect(out).toContain("  items    40 shared, 1,200 in the baseline alone, 3 in the run alone\n");
    expect(out).toContain("  errored  0 → 12 of 40 results\n");
    const nothing = { verdict: null, passes: null, interval: null, pValue: null, adjustedPValue: null };
    const unpaired = comparisonOf(null, 0, { pairing: "unpaired", change: nothing });
    board.verdicts.set("a", unpaired);
    const { out: said, exitCode } = await gate("--run", "a", "--baseline", "main");
    expect(said).toMatch(/^not judged: no item is scored in both runs: nothing to compare\n/);
    expect(said).toContain("  items    none shared: 40 against 40\n");
    expect(said).not.toContain("lost");
    expect(exitCode).toBe(2);
  });

  it("prints one JSON document and nothing else on standard output", async () => {
    board.verdicts.set("a", comparisonOf("worse"));
    const { out } = await gate("--run", "pr-42", "--baseline", "main", "--json", "-");
    expect(JSON.parse(out)).toMatchObject({
      decision: "failed",
      baseline: "main",
      runs: [
        {
          decision: "failed",
          reason: "worse",
          candidate: { externalId: "a" },
          baseline: { externalId: "m" },
          comparison: { change: { verdict: "worse", difference: -0.2, adjustedPValue: 0.0004 } },
        },
        { decision: "passed", candidate: { externalId: "b" } },
      ],
    });
  });

  it("writes both reports beside what it prints, whole", async () => {
    const { out } = await gate(
      "--run",
      "a",
      "--baseline",
      "main",
      "--json",
      "gate.json",
      "--markdown",
      "gate.md",
    );
    expect(out).toMatch(/^passed: no clear change\n/);
    expect(JSON.parse(await read("gate.json"))).toMatchObject({ decision: "passed" });
    expect(await read("gate.md")).toMatch(/^### EvalBoard: gate passed: no clear change\n/);
    expect((await readdir(callerDir)).toSorted()).toEqual(["gate.json", "gate.md"]);
  });

  it("adds to the summary of a GitHub job, and replaces any other file", async () => {
    for (const name of ["summary.md", "gate.md"]) await writeFile(join(callerDir, name), "before\n");
    for (const name of ["summary.md", "gate.md"]) {
      await gate("--run", "a", "--baseline", "main", "--markdown", join(callerDir, name));
    }
    expect(await read("summary.md")).toMatch(/^before\n### EvalBoard/);
    expect(await read("gate.md")).toMatch(/^### EvalBoard/);
  });

  it("shows the items that flipped, whatever is in their texts", async () => {
    board.verdicts.set("a", comparisonOf("worse"));
    board.items = {
      lost: [flippedItem("France", 1, 0, "@admin <img src=x>\n| `a` | #1")],
      gained: [flippedItem("Spain", 0, 1)],
    };
    const { out } = await gate("--run", "a", "--baseline", "main", "--markdown", "-");
    expect(out).toContain(
      "| lost | `The capital of France?` | 1.000 → 0.000 | `Paris` | `Paris` | " +
        "``@admin <img src=x> \\| `a` \\| #1`` |\n" +
        "| gained | `The capital of Spain?` | 0.000 → 1.000 | `Paris` | `Paris` | `Lyon` |\n",
    );
    expect(out).toContain("1 item gained, 9 lost, McNemar's mid-p 0.021; 2 of them here\n");
  });

  it("shows names, whatever is in them, as code", async () => {
    const name = "<b>@admin</b> | `x`";
    board = new MemoryBoard(
      runOf("a", { model: name, dataset: name }),
      runOf("m", { model: name, dataset: name, label: "main" }),
    );
    board.verdicts.set("a", comparisonOf("worse"));
    board.items = { lost: [flippedItem("France", 1, 0)], gained: [] };
    const { out } = await gate("--run", "a", "--baseline", "main", "--markdown", "-");
    expect(out).toContain("| `` openai/<b>@admin</b> \\| `x` on <b>@admin</b> \\| `x` ``<br>`ask v1` |");
    expect(out).toContain(
      "<code>openai/&lt;b>@admin&lt;/b> | `x` on &lt;b>@admin&lt;/b> | `x`, ask v1</code></summary>",
    );
  });

  it.each([
    [
      ["--run", "a", "--baseline", "mian"],
      'no completed run is labelled so; evalboard import FILE --label "mian"',
    ],
    [["--run", "zzz", "--baseline", "main"], '--run: no run has the id, the external id or the label "zzz"'],
    [["--run", "a"], "neither --baseline <id|label> nor --baseline-tag <name=value> says what to hold them"],
    [
      ["--run", "a", "--fail-if", "pass-rate-below=0.9,worse"],
      "of the conditions only pass-rate-below does without",
    ],
    [
      ["--baseline", "main"],
      "neither --run <id|label...> nor --run-tag <name=value> says which runs to judge",
    ],
    [
      ["--run", "a", "--baseline", "main", "--run-tag", "x"],
      "It must be a name and a value, such as branch=main.",
    ],
    [["--run", "a", "--baseline", "main", "--tag", "x=1"], "--run: the run a has not x=1"],
    [["--run-tag", "x=1", "--baseline", "main"], "--run-tag: no run has x=1"],
    [["--run", "a", "--baseline-tag", "x=1"], "--baseline: no completed run has x=1"],
    [
      ["--run", "a", "--baseline", "main", "--fail-if", "better"],
      "must be one or several of worse, worse-at-one-look, too-little-to-say, no-clear-change",
    ],
    [["--run", "a", "--baseline", "main", "--allow-drop", "5%"], "from 0 to 1, such as 0.01"],
    [
      ["--run", "a", "--baseline", "main", "--json", "-", "--markdown", "-"],
      "only one of --json and --markdown",
    ],
    [["--run", "a", "--baseline", "main", "--json", "none/gate.json"], "no such file or directory"],
  ])("cannot judge by %j, says why in one line and exits with 2", async (args, message) => {
    const { exitCode, err } = await gate(...args);
    expect(err).toContain(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(exitCode).toBe(2);
  });

  it("exits with 2 where the server is away, not with what would mean a failed gate", async () => {
    Object.assign(board.runs.compare, {
      query: async () => {
        throw new TypeError("fetch failed");
      },
    });
    const { exitCode, out, err } = await gate("--run", "a", "--baseline", "main");
    expect(err).toBe(
      "gate not judged: cannot reach the server at http://127.0.0.1:4400 (fetch failed); start it, then give the same command again\n",
    );
    expect([exitCode, out]).toEqual([2, ""]);
  });
});
