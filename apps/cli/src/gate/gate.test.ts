import { describe, expect, it } from "vitest";
import { comparisonOf, flippedItem, idOf, runOf } from "../testing/gated-runs.ts";
import { MemoryBoard } from "../testing/memory-board.ts";
import { type GateQuestion, gateRuns } from "./gate.ts";

const url = "http://127.0.0.1:4400";

function gate(board: MemoryBoard, question: Partial<GateQuestion> & Pick<GateQuestion, "run" | "baseline">) {
  return gateRuns({ failIf: new Set(["worse"]), allowDrop: 0, url, ...question }, board);
}

describe("what a gate compares", () => {
  it("is a run by its external id or its id, with the newest completed run of the label that is alike", async () => {
    const board = new MemoryBoard(
      runOf("new", { day: 9, version: 2 }),
      runOf("main-old", { day: 1, label: "main" }),
      runOf("main-new", { day: 5, label: "main" }),
      runOf("main-failed", { day: 6, label: "main", status: "failed" }),
      runOf("main-other-model", { day: 7, label: "main", model: "gpt-4o-mini" }),
      runOf("main-other-dataset", { day: 7, label: "main", dataset: "rivers" }),
      runOf("main-other-prompt", { day: 7, label: "main", prompt: "greet" }),
    );
    await gate(board, { run: ["new"], baseline: "main" });
    await gate(board, { run: [idOf("new")], baseline: "main" });
    await gate(board, { run: ["new"], baseline: "main-old" });
    await gate(board, { run: ["new"], baseline: idOf("main-other-prompt") });
    expect(board.compared).toEqual([
      ["main-new", "new"],
      ["main-new", "new"],
      ["main-old", "new"],
      ["main-other-prompt", "new"],
    ]);
  });

  it("is the newest run of each kind of a label, over all pages, each with its own baseline", async () => {
    const board = new MemoryBoard(
      runOf("a1", { day: 8, label: "pr-42" }),
      runOf("a2", { day: 9, label: "pr-42" }),
      runOf("b", { day: 9, label: "pr-42", model: "gpt-4o-mini" }),
      runOf("c", { day: 9, label: "pr-42", prompt: "greet" }),
      runOf("main-a", { day: 1, label: "main" }),
      runOf("main-b", { day: 1, label: "main", model: "gpt-4o-mini" }),
      runOf("main-c", { day: 1, label: "main", prompt: "greet" }),
    );
    await gate(board, { run: ["pr-42"], baseline: "main" });
    expect(new Map(board.compared)).toEqual(
      new Map([
        ["main-a", "a2"],
        ["main-b", "b"],
        ["main-c", "c"],
      ]),
    );
    expect(board.compared).toHaveLength(3);
  });

  it("is never a run with itself: one that bears the baseline's label is held against the one before", async () => {
    const board = new MemoryBoard(
      runOf("today", { day: 9, label: "main" }),
      runOf("yesterday", { day: 8, label: "main" }),
    );
    await gate(board, { run: ["today"], baseline: "main" });
    expect(board.compared).toEqual([["yesterday", "today"]]);
    await expect(gate(board, { run: ["today"], baseline: "today" })).rejects.toThrow("compared with itself");
  });

  it("is each run once, however often it is named", async () => {
    const board = new MemoryBoard(runOf("a", { label: "pr-42" }), runOf("m", { label: "main" }));
    const report = await gate(board, { run: ["a", "pr-42", idOf("a")], baseline: "main" });
    expect(report.runs).toHaveLength(1);
  });

  it.each([
    [["none"], "main", '--run: no run has the id, the external id or the label "none"'],
    [["a"], "mian", '--baseline: no run has the id or the external id "mian"'],
    [["a"], "going", "--baseline: the run going is running"],
  ])("is nothing where %j or %s is nowhere", async (run, baseline, message) => {
    const board = new MemoryBoard(
      runOf("a"),
      runOf("m", { label: "main" }),
      runOf("going", { status: "running" }),
    );
    const asked = gate(board, { run, baseline, allowNew: true });
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toHaveProperty("name", "CommandFault");
  });
});

describe("a gate", () => {
  const three = () =>
    new MemoryBoard(
      runOf("a", { label: "pr-42", day: 9 }),
      runOf("b", { label: "pr-42", day: 9, model: "gpt-4o-mini" }),
      runOf("m", { label: "main" }),
      runOf("n", { label: "main", model: "gpt-4o-mini" }),
    );

  it("passes where every run does", async () => {
    const report = await gate(three(), { run: ["pr-42"], baseline: "main" });
    expect(report.decision).toBe("passed");
    expect(report.runs.map(({ decision, reason }) => [decision, reason])).toEqual([
      ["passed", "no clear change"],
      ["passed", "no clear change"],
    ]);
  });

  it("fails by the worst run", async () => {
    const board = three();
    board.verdicts.set("a", comparisonOf("improved", 0.2)).set("b", comparisonOf("worse"));
    const report = await gate(board, { run: ["pr-42"], baseline: "main" });
    expect(report.decision).toBe("failed");
    expect(report.runs.map(({ candidate, decision }) => [candidate.externalId, decision])).toEqual([
      ["b", "failed"],
      ["a", "passed"],
    ]);
  });

  it.each([
    ["worse", -0.2, ["worse"], 0, "failed"],
    ["worse", -0.2, ["too few items"], 0, "passed"],
    ["worse", -0.2, ["worse"], 0.2, "passed"],
    ["worse", -0.2, ["worse"], 0.19, "failed"],
    ["too few items", -0.2, ["worse"], 0, "passed"],
    ["too few items", -0.2, ["worse", "too few items"], 1, "failed"],
    ["no clear change", 0, ["no clear change"], 0, "failed"],
    ["improved", 0.2, ["worse", "too few items", "no clear change"], 0, "passed"],
  ] as const)(
    "on %s by %s, failing if %j, allowing %s: %s",
    async (verdict, difference, failIf, allowDrop, decision) => {
      const board = three();
      board.verdicts.set("a", comparisonOf(verdict, difference));
      const question = { run: ["a"], baseline: "main", failIf: new Set(failIf), allowDrop };
      expect(await gate(board, question)).toMatchObject({ decision });
    },
  );

  it("does not judge a run that has no baseline, unless new ones are allowed", async () => {
    const board = new MemoryBoard(runOf("new", { dataset: "rivers" }), runOf("m", { label: "main" }));
    const question = { run: ["new"], baseline: "main" };
    expect(await gate(board, question)).toMatchObject({
      decision: "not judged",
      runs: [
        {
          reason: expect.stringContaining("no run of the baseline"),
          baseline: null,
          comparison: null,
          url: null,
        },
      ],
    });
    expect(await gate(board, { ...question, allowNew: true })).toMatchObject({ decision: "passed" });
  });

  it("does not judge a run by one of another dataset: their scores say nothing of each other", async () => {
    const board = new MemoryBoard(runOf("a"), runOf("b", { dataset: "rivers" }));
    expect(await gate(board, { run: ["a"], baseline: "b" })).toMatchObject({
      decision: "not judged",
      runs: [{ reason: "the baseline is of another dataset, rivers", baseline: { externalId: "b" } }],
    });
    expect(board.compared).toEqual([]);
  });

  it("does not judge a run that failed or goes on, and fails whatever is not judged beside it", async () => {
    const board = new MemoryBoard(
      runOf("bad", { label: "pr-42" }),
      runOf("broken", { label: "pr-42", model: "x", status: "failed" }),
      runOf("going", { label: "pr-42", model: "y", status: "running" }),
      runOf("m", { label: "main" }),
    );
    expect(await gate(board, { run: ["broken", "going"], baseline: "main", allowNew: true })).toMatchObject({
      decision: "not judged",
      runs: [{ reason: "it failed: out of credit" }, { reason: "it is still running" }],
    });
    board.verdicts.set("bad", comparisonOf("worse"));
    expect(await gate(board, { run: ["pr-42"], baseline: "main" })).toMatchObject({ decision: "failed" });
  });

  it("shows ten items that flipped, lost ones first, and where to see more", async () => {
    const board = three();
    board.verdicts.set("a", comparisonOf("worse"));
    board.items = {
      lost: Array.from({ length: 9 }, (_, index) => flippedItem(`lost ${index}`, 1, 0)),
      gained: Array.from({ length: 9 }, (_, index) => flippedItem(`gained ${index}`, 0, 1)),
    };
    const [run] = (await gate(board, { run: ["a"], baseline: "main" })).runs;
    expect(run?.lost).toHaveLength(9);
    expect(run?.gained.map(({ itemKey }) => itemKey)).toEqual(["gained 0"]);
    expect(run?.url).toBe(`${url}/compare?baseline.runId=${idOf("m")}&candidate.runId=${idOf("a")}`);
  });
});
