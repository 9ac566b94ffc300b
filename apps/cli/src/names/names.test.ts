import { beforeEach, describe, expect, it } from "vitest";
import { MemoryNames, renamingOf } from "../testing/memory-names.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";
import type { Confirm } from "./rename.ts";

const id = (number: number) => `019ab000-0000-7000-8000-00000000000${number}`;
let board: MemoryNames;
beforeEach(() => {
  board = new MemoryNames();
});
const run = (...args: string[]) => runEvalboard(board, args);
const atTerminal = (confirm: Confirm, ...args: string[]) => runEvalboard(board, args, {}, confirm);

describe("evalboard names", () => {
  beforeEach(() => {
    const subject = (name: string, runs: number) => ({ id: id(1), provider: null, name, runs });
    board.likely = [
      {
        kind: "dataset",
        from: subject("fema's set", 1),
        to: subject("fema-set", 1_200),
        differsIn: "case or separators",
      },
    ];
    board.made = [renamingOf(id(9), true), renamingOf(id(8), false)];
  });

  it("lists what is likely the same, with the command that makes it one", async () => {
    for (const args of [["names"], ["names", "list"]]) {
      expect(await run(...args)).toEqual({
        exitCode: 0,
        out: [
          `dataset "fema's set" (1 run) and "fema-set" (1,200 runs) differ in case or separators`,
          String.raw`  evalboard rename dataset 'fema'\''s set' fema-set`,
          "",
        ].join("\n"),
        err: "",
      });
    }
    expect(JSON.parse((await run("names", "--json")).out)).toEqual(board.likely);
    board.likely = [];
    expect(await run("names")).toMatchObject({ out: "", err: "no two names are likely the same\n" });
  });

  it("logs the renamings that stand, and which of them a newer one rests on", async () => {
    const { out } = await run("names", "log");
    const made = `model "openai/gpt-4o-2024-08-06" renamed to "openai/gpt-4o"`;
    expect(out.split("\n")).toEqual([
      `2026-03-02T10:00:00.000Z  ${id(9)}  ${made}`,
      `2026-03-02T10:00:00.000Z  ${id(8)}  ${made}; a newer one rests on it`,
      "",
    ]);
    expect(JSON.parse((await run("names", "log", "--json")).out)).toEqual(board.made);
  });

  it("undoes the newest renaming, or the one that is named", async () => {
    expect((await run("names", "undo")).out).toBe(
      `undone: model "openai/gpt-4o-2024-08-06" renamed to "openai/gpt-4o"\n`,
    );
    await run("names", "undo", id(8));
    expect(board.told).toEqual([
      ["undo", { renamingId: id(9) }],
      ["undo", { renamingId: id(8) }],
    ]);
    board.made = [];
    expect(await run("names", "undo")).toMatchObject({
      exitCode: 1,
      err: "not undone: nothing was renamed\n",
    });
    expect((await run("names", "undo", "9")).exitCode).toBe(2);
  });
});

describe("evalboard rename", () => {
  it.each([
    ["model", "openai/gpt-4o", "gpt-4o-mini", { id: id(1), name: "gpt-4o-mini" }],
    ["model", "openrouter/openai/gpt-4o", "openai/gpt-4o", { id: id(2), provider: "openai", name: "gpt-4o" }],
    ["model", "openai/gpt-4o", "or/openai/gpt", { id: id(1), provider: "or", name: "openai/gpt" }],
    ["dataset", "fema's incidents", "fema/incidents", { id: id(3), name: "fema/incidents" }],
    ["prompt", "extract", " extract-it ", { id: id(4), name: "extract-it" }],
  ])("renames the %s %s to %s with --yes", async (kind, name, newName, renaming) => {
    const { exitCode, out } = await run("rename", kind, name, newName, "--yes");
    expect([exitCode, out]).toEqual([0, `model "openai/gpt-4o-2024-08-06" renamed to "openai/gpt-4o"\n`]);
    expect(board.told).toEqual([["rename", { kind, ...renaming }]]);
  });

  it("shows what moves, and asks at a terminal", async () => {
    const asked: string[] = [];
    const answering = (answer: boolean) => async (question: string) => {
      asked.push(question);
      return answer;
    };
    const renaming = ["rename", "model", "openai/gpt-4o", "gpt-5"];
    const { exitCode, err } = await atTerminal(answering(false), ...renaming);
    expect([exitCode, err.split("\n")]).toEqual([
      1,
      [
        `model "openai/gpt-4o-2024-08-06" renamed to "openai/gpt-5":`,
        "  2 runs would stand under the new name",
        "not renamed: that was not wanted",
        "",
      ],
    ]);
    expect(board.told).toEqual([]);
    expect(await atTerminal(answering(true), ...renaming)).toMatchObject({ exitCode: 0 });
    expect(asked).toEqual(["Rename it?", "Rename it?"]);
    expect(board.told).toHaveLength(1);
  });

  it("says which runs and versions a merging brings together", async () => {
    board.moves = {
      to: { id: id(5), provider: null, name: "extract-it" },
      movedRuns: 1,
      presentRuns: 3,
      movedVersions: 2,
      sharedVersions: 1,
    };
    const { err } = await run("rename", "prompt", "extract", "extract-it", "--yes");
    expect(err.split("\n").slice(0, 3)).toEqual([
      `prompt "gpt-4o-2024-08-06" merged into "extract-it":`,
      `  1 run would stand beside 3 runs of "extract-it"`,
      "  2 versions would be numbered among its own; 1 of them are texts that both have",
    ]);
  });

  it("refuses without a terminal and without --yes, after it has shown what would move", async () => {
    const { exitCode, out, err } = await run("rename", "model", "openai/gpt-4o", "gpt-5");
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(
      "  2 runs would stand under the new name\nnot renamed: say --yes, for there is no terminal",
    );
    expect(board.told).toEqual([]);
  });

  it("says what there is where nothing is called so", async () => {
    expect((await run("rename", "model", "azure/gpt-4o", "x", "--yes")).err).toBe(
      `not renamed: no model is called "azure/gpt-4o"; there are "openai/gpt-4o", "openrouter/openai/gpt-4o"\n`,
    );
    expect((await run("rename", "dataset", "sums", "x", "--yes")).err).toBe(
      `not renamed: no dataset is called "sums"; there are "fema's incidents"\n`,
    );
    expect((await run("rename", "label", "main", "x")).exitCode).toBe(2);
  });
});

describe("evalboard label", () => {
  it.each([
    [["main"], { label: "main" }],
    [["--no-label"], { label: null }],
    [["--tag", "branch=a=b", "--tag", "t = 0.2"], { tags: { branch: "a=b", t: "0.2" } }],
    [
      ["main", "--untag", "branch", "--untag", "t", "--tag", "x=1"],
      { label: "main", tags: { branch: null, t: null, x: "1" } },
    ],
  ])("by %j", async (words, change) => {
    const { exitCode, out } = await run("label", "nightly", ...words);
    expect([exitCode, out]).toEqual([0, "nightly: label main, branch=main\n"]);
    expect(board.told).toEqual([["describe", { runId: id(7), ...change }]]);
  });

  it.each([
    [[], "say a label, --no-label, --tag or --untag"],
    [["main", "--no-label"], "a label and --no-label exclude each other"],
    [["--tag", "a=1", "--untag", "a"], '--tag and --untag both name "a"'],
    [["--tag", "a"], "It must be a name and a value, such as branch=main."],
    [["--untag", ""], "It must not be empty"],
  ])("is used wrongly by %j", async (words, message) => {
    const { exitCode, err } = await run("label", "nightly", ...words);
    expect([exitCode, board.told]).toEqual([2, []]);
    expect(err).toContain(message);
  });

  it("says where there is no such run", async () => {
    for (const absent of ["other", id(6)]) {
      const { exitCode, err } = await run("label", absent, "main");
      expect([exitCode, err]).toEqual([
        1,
        `not labelled: no run has the id or the external id "${absent}"\n`,
      ]);
    }
  });
});

describe("evalboard metric", () => {
  it.each([
    ["--higher-is-better", true, "higher is better"],
    ["--lower-is-better", false, "lower is better"],
    ["--unsay", null, "nobody says which way is better"],
  ])("says %s", async (flag, higherIsBetter, words) => {
    expect(await run("metric", "toxicity", flag)).toEqual({
      exitCode: 0,
      out: `"toxicity": ${words}\n`,
      err: "",
    });
    expect(board.told).toEqual([["metric", { name: "toxicity", higherIsBetter }]]);
  });

  it.each([[[]], [["--unsay", "--lower-is-better"]], [["--higher-is-better", "--lower-is-better"]]])(
    "is used wrongly by %j",
    async (flags) => {
      expect((await run("metric", "toxicity", ...flags)).exitCode).toBe(2);
      expect(board.told).toEqual([]);
    },
  );
});
