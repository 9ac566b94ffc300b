import { describe, expect, it } from "vitest";
import { comparisonOf, flippedItem, idOf, runOf } from "../testing/gated-runs.ts";
import { MemoryBoard } from "../testing/memory-board.ts";
import { FailIf } from "./fail-if.ts";
import { type GateQuestion, gateRuns } from "./gate.ts";

const url = "http://127.0.0.1:4400";

function gate(board: MemoryBoard, question: Partial<GateQuestion> & Pick<GateQuestion, "run" | "baseline">) {
  return gateRuns({ failIf: FailIf.parse("worse"), allowDrop: 0, url, ...question }, board);
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
    ["worse", -0.2, ["too little to say"], 0, "passed"],
    ["worse", -0.2, ["worse"], 0.2, "passed"],
    ["worse", -0.2, ["worse"], 0.19, "failed"],
    ["too little to say", -0.2, ["worse"], 0, "passed"],
    ["too little to say", -0.2, ["worse", "too little to say"], 1, "failed"],
    ["too little to say", -0.2, ["too few items"], 0, "failed"],
    ["no clear change", 0, ["no clear change"], 0, "failed"],
    ["improved", 0.2, ["worse", "worse at one look", "too little to say", "no clear change"], 0, "passed"],
    [null, 0, ["worse"], 0, "not judged"],
    [null, 0, ["worse at one look"], 0, "not judged"],
    [null, 0, ["too little to say"], 0, "not judged"],
    [null, 0, ["no clear change"], 0, "not judged"],
  ] as const)(
    "on %s by %s, failing if %j, allowing %s: %s",
    async (verdict, difference, failIf, allowDrop, decision) => {
      const board = three();
      board.verdicts.set("a", comparisonOf(verdict, difference));
      const words = failIf.map((word) => word.replaceAll(" ", "-")).join();
      const question = { run: ["a"], baseline: "main", failIf: FailIf.parse(words), allowDrop };
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

describe("runs of one gate", () => {
  const names = ["a", "b", "c", "d"];
  const boardOf = (told: (name: string) => Parameters<typeof comparisonOf>) => {
    const board = new MemoryBoard(
      ...names.map((name) => runOf(name, { label: "pr-42", day: 9, model: name })),
      ...names.map((name) => runOf(`main-${name}`, { label: "main", model: name })),
    );
    for (const name of names) board.verdicts.set(name, comparisonOf(...told(name)));
    return board;
  };
  const decisions = async (board: MemoryBoard, failIf: string, allowDrop = 0) => {
    const question = { run: ["pr-42"], baseline: "main", failIf: FailIf.parse(failIf), allowDrop };
    const { runs } = await gate(board, question);
    return Object.fromEntries(runs.map(({ candidate, decision }) => [candidate.externalId, decision]));
  };
  const lookAt = (pValue: number) => ({ interval: { low: -0.3, high: -0.1 }, pValue });
  /** One that is worse by itself, one that is so beside others too, one without a p-value, and one that shares nothing. */
  const told = {
    a: comparisonOf("worse", -0.1, { change: { pValue: 0.03, oneLook: lookAt(0.02) } }),
    b: comparisonOf("worse", -0.2, { change: { pValue: 0.01, oneLook: lookAt(0.001) } }),
    c: comparisonOf("too little to say", -0.2, { change: { pValue: null, oneLook: null } }),
    d: comparisonOf(null, -0.2, { change: { pValue: null } }),
  };

  it("are judged together, in one question, without those that have no p-value", async () => {
    const board = boardOf(() => ["no clear change", 0]);
    for (const [name, comparison] of Object.entries(told)) board.verdicts.set(name, comparison);
    expect(await decisions(board, "worse")).toEqual({
      a: "passed",
      b: "failed",
      c: "passed",
      d: "not judged",
    });
    const sent = { difference: -0.1, pValue: 0.03, detectableChange: 0.09, sharedItems: 40 };
    expect(board.judged).toHaveLength(1);
    expect(board.judged[0]).toHaveLength(2);
    expect(board.judged[0]).toEqual(
      expect.arrayContaining([sent, { ...sent, difference: -0.2, pValue: 0.01 }]),
    );
  });

  it("are reported with the verdict that they have together", async () => {
    const board = boardOf((name) => ["worse", -0.1, { change: { pValue: name === "a" ? 0.001 : 0.03 } }]);
    const { runs } = await gate(board, { run: ["pr-42"], baseline: "main" });
    const changes = runs.map(({ reason, comparison }) => [reason, comparison?.change.adjustedPValue]);
    const unclear = ["no clear change; 9 items newly fail", 0.12];
    expect(changes).toEqual([["worse", 0.004], unclear, unclear, unclear]);
  });

  it("are judged by the test for one look where that is asked for, together too", async () => {
    const board = boardOf((name) => [
      "no clear change",
      name === "d" ? 0.2 : -0.2,
      { change: { pValue: 0.3, oneLook: lookAt(name === "a" ? 0.02 : 0.01) } },
    ]);
    expect(await decisions(board, "worse-at-one-look")).toEqual({
      a: "passed",
      b: "failed",
      c: "failed",
      d: "passed",
    });
    const sent = board.judged.map((changes) => new Set(changes.map(({ pValue }) => pValue)));
    expect(sent).toEqual([new Set([0.3]), new Set([0.01, 0.02])]);
    expect(await decisions(board, "worse-at-one-look", 0.2)).toMatchObject({ b: "passed", c: "passed" });
    expect(await decisions(board, "worse")).toMatchObject({ b: "passed", c: "passed" });
  });
});

describe("what fails a run", () => {
  const passes = (lost: number, gained: number, pValue: number) => ({
    change: { passes: { both: 40 - lost - gained - 5, neither: 5, lost, gained, pValue } },
  });
  const judge = async (failIf: string, told: Parameters<typeof comparisonOf>[2]) => {
    const board = new MemoryBoard(runOf("a", { day: 9 }), runOf("m", { label: "main" }));
    board.verdicts.set("a", comparisonOf("no clear change", 0, told));
    const question = { run: ["a"], baseline: "main", failIf: FailIf.parse(failIf) };
    const [run] = (await gate(board, question)).runs;
    return [run?.decision, run?.reason];
  };

  it("is not that fewer items pass, where the mean score says nothing: that is said", async () => {
    expect(await judge("worse", passes(9, 1, 0.021))).toEqual([
      "passed",
      "no clear change; 9 items newly fail",
    ]);
    expect(await judge("worse", passes(1, 9, 0.021))).toEqual([
      "passed",
      "no clear change; 1 item newly fails",
    ]);
  });

  it("is an item that newly fails, or more than so many, where that is asked for", async () => {
    expect(await judge("worse,newly-failing", passes(3, 0, 0.25))).toEqual(["failed", "3 items newly fail"]);
    expect(await judge("newly-failing-above=2", passes(3, 0, 0.25))).toEqual([
      "failed",
      "3 items newly fail",
    ]);
    expect((await judge("newly-failing-above=3", passes(3, 0, 0.25)))[0]).toBe("passed");
    expect((await judge("newly-failing", passes(0, 3, 0.25)))[0]).toBe("passed");
    expect(await judge("newly-failing", { change: { verdict: null, passes: null } })).toEqual([
      "not judged",
      "no item is scored in both runs: nothing to compare",
    ]);
  });

  it("is all that is named, in one line, whatever else nobody can tell", async () => {
    const told = { ...passes(3, 0, 0.25), metrics: [metricOf("tone", null, -0.1)] };
    expect(await judgeMetric("newly-failing,pass-rate-below=0.9,metric:tone-drop=0", told)).toEqual([
      "failed",
      "3 items newly fail; pass rate 62.5% of 40, below 90.0%",
    ]);
  });

  const metricOf = (name: string, higherIsBetter: boolean | null, difference: number) => ({
    name,
    higherIsBetter,
    items: 40,
    baseline: 0.8,
    candidate: 0.8 + difference,
    difference,
    interval: { low: difference - 0.1, high: difference + 0.1 },
    pValue: 0.2,
  });
  const ofRun = { name: "tone", n: 40, mean: 0.8, deviation: 0.1, words: [] };
  const judgeMetric = async (failIf: string, told: Parameters<typeof comparisonOf>[2], metrics = [ofRun]) => {
    const board = new MemoryBoard(
      runOf("a", { day: 9, told: { metrics } }),
      runOf("m", { label: "main", told: { metrics } }),
    );
    board.verdicts.set("a", comparisonOf("no clear change", 0, told));
    const [run] = (await gate(board, { run: ["a"], baseline: "main", failIf: FailIf.parse(failIf) })).runs;
    return [run?.decision, run?.reason];
  };

  it("is a metric that is worse by more than so much, whichever way is the worse one of it", async () => {
    const drop = "metric:tone-drop=0.05";
    const judgeTone = (higherIsBetter: boolean | null, difference: number) =>
      judgeMetric(drop, { metrics: [metricOf("tone", higherIsBetter, difference)] });
    expect(await judgeTone(true, -0.06)).toEqual(["failed", "tone fell by 0.06, more than 0.05"]);
    expect(await judgeTone(true, -0.05)).toEqual(["passed", "no clear change"]);
    expect(await judgeTone(true, 0.5)).toEqual(["passed", "no clear change"]);
    expect(await judgeTone(false, 0.06)).toEqual(["failed", "tone rose by 0.06, more than 0.05"]);
    expect(await judgeTone(false, -0.5)).toEqual(["passed", "no clear change"]);
    expect(await judgeTone(null, -0.5)).toEqual([
      "not judged",
      "nobody has said whether a higher tone is better: evalboard metric NAME --higher-is-better, or --lower-is-better, says it",
    ]);
    expect(await judgeMetric(drop, { metrics: [] })).toEqual([
      "not judged",
      "no item has a figure of tone in both runs",
    ]);
  });

  it("is no metric that no run has: that is a slip of the pen, and is said", async () => {
    const asked = judgeMetric("metric:tune-drop=0.05", { metrics: [] });
    await expect(asked).rejects.toThrow(
      '--fail-if metric:tune-drop=0.05: no run that is compared has the metric "tune"; there are tone',
    );
    await expect(asked).rejects.toHaveProperty("name", "CommandFault");
    await expect(judgeMetric("metric:tune-drop=0.05", {}, [])).rejects.toThrow("they have none");
  });

  it("is a pass rate that is too low, of the run's own scored results, with a baseline or without", async () => {
    const board = new MemoryBoard(
      runOf("a", { day: 9, told: { passedItems: 27, erroredItems: 6, unscoredItems: 4 } }),
      runOf("none", { told: { passedItems: 0, erroredItems: 36, unscoredItems: 4 } }),
      runOf("m", { label: "main", model: "gpt-4o-mini" }),
    );
    const below = async (least: string, run = "a", more: Partial<GateQuestion> = {}) => {
      const failIf = FailIf.parse(`pass-rate-below=${least}`);
      const report = await gate(board, { run: [run], baseline: null, failIf, ...more });
      return [report.decision, report.runs[0]?.reason];
    };
    expect(await below("0.9")).toEqual(["passed", "pass rate 90.0% of 30"]);
    expect(await below("0.91")).toEqual(["failed", "pass rate 90.0% of 30, below 91.0%"]);
    expect(await below("0", "none")).toEqual([
      "not judged",
      "it has no pass rate: none of its results is scored",
    ]);
    const held = { baseline: "main", failIf: FailIf.parse("worse,pass-rate-below=0.91") };
    expect(await below("0", "a", held)).toEqual(["failed", "pass rate 90.0% of 30, below 91.0%"]);
    expect(await below("0", "a", { ...held, allowNew: true })).toEqual([
      "failed",
      "pass rate 90.0% of 30, below 91.0%",
    ]);
    expect(board.compared).toEqual([]);
  });
});

describe("runs that are chosen by tags", () => {
  const tagged = (externalId: string, day: number, tags: Record<string, string>, label?: string) =>
    runOf(externalId, { day, told: { tags }, ...(label === undefined ? {} : { label }) });
  const board = () =>
    new MemoryBoard(
      tagged("pr-cold", 9, { branch: "pr-42", temperature: "0" }, "pr-42"),
      tagged("pr-warm", 8, { branch: "pr-42", temperature: "0.7" }, "pr-42"),
      tagged("main-cold", 5, { branch: "main", temperature: "0" }, "main"),
      tagged("main-warm", 6, { branch: "main", temperature: "0.7" }, "main"),
    );
  const compared = async (question: Parameters<typeof gate>[1]) => {
    const memory = board();
    const { notes, baseline } = await gate(memory, question);
    return { compared: memory.compared, notes, baseline };
  };

  it("are on either side those with the tags of both and of the side", async () => {
    const warm = { temperature: "0.7" };
    expect(await compared({ run: ["pr-42"], baseline: "main", tag: warm })).toEqual({
      compared: [["main-warm", "pr-warm"]],
      notes: [],
      baseline: "main, temperature=0.7",
    });
    const branches = { runTag: { branch: "pr-42" }, baselineTag: { branch: "main" } };
    expect(await compared({ run: [], baseline: null, tag: { temperature: "0" }, ...branches })).toEqual({
      compared: [["main-cold", "pr-cold"]],
      notes: [],
      baseline: "temperature=0, branch=main",
    });
    const other = { run: ["pr-42"], baseline: "main", runTag: warm, baselineTag: { temperature: "0" } };
    expect((await compared(other)).compared).toEqual([["main-cold", "pr-warm"]]);
  });

  it("are not all that somebody may have meant, where others differ in tags, and that is said", async () => {
    const { compared: pairs, notes } = await compared({ run: ["pr-42"], baseline: "main" });
    expect(pairs).toEqual([["main-warm", "pr-cold"]]);
    expect(notes).toEqual([
      "of pr-42 1 older run differs in tags (temperature) and is not judged; --run-tag NAME=VALUE chooses",
    ]);
  });

  it("are nowhere where one that was named has other tags", async () => {
    const tag = { temperature: "1" };
    await expect(compared({ run: ["pr-cold"], baseline: "main", tag })).rejects.toThrow(
      "--run: the run pr-cold has not temperature=1",
    );
    const baselineTag = { branch: "pr-42" };
    await expect(compared({ run: ["pr-42"], baseline: "main-cold", baselineTag })).rejects.toThrow(
      "--baseline: the run main-cold has not branch=pr-42",
    );
    await expect(compared({ run: ["pr-42"], baseline: "main", baselineTag })).rejects.toThrow(
      "no completed run is labelled so and has branch=pr-42",
    );
  });
});
