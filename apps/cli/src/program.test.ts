import { EventEmitter } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Boards } from "./board-commands.ts";
import { runProgram } from "./program.ts";
import { CapturedOutput } from "./testing/captured-output.ts";
import { MemoryBoard } from "./testing/memory-board.ts";
import { MemoryKeys } from "./testing/memory-keys.ts";
import { MemoryNames } from "./testing/memory-names.ts";
import { MemoryRecorder } from "./testing/memory-recorder.ts";
import { exportedId, twoPages } from "./testing/two-pages.ts";
import { noFiles } from "./testing/run-evalboard.ts";
import { promptfooFile } from "./testing/promptfoo-file.ts";

let callerDir: string;
let recorder: MemoryRecorder;
let usedUrls: string[];
let signals: EventEmitter;
/** What the command that was run last has said. */
let output: CapturedOutput;
const board = new MemoryBoard();
const names = new MemoryNames();

beforeEach(async () => {
  callerDir = await mkdtemp(join(tmpdir(), "evalboard-cli-"));
  await writeFile(
    join(callerDir, "results.json"),
    promptfooFile("", { providers: ["openai:gpt-4o", "echo"] }).text,
  );
  await writeFile(join(callerDir, "broken.json"), '{"a": 1,}');
  recorder = new MemoryRecorder();
  usedUrls = [];
  served = [];
  pruned = [];
  signals = new EventEmitter();
});
afterEach(() => rm(callerDir, { recursive: true }));

let served: object[];
const boards: Boards = {
  start: async (settings) => void served.push({ start: settings }),
  demo: async (settings) => void served.push({ demo: settings }),
};

/** What calls of prune were told; the board has texts for two calls. */
let pruned: object[];
const prune = {
  mutate: async (which: { readonly dryRun?: boolean | undefined }) => {
    pruned.push(which);
    const remainingRuns = which.dryRun ? 3 : 2 - pruned.length;
    return {
      runs: which.dryRun ? 0 : 2,
      results: which.dryRun ? 0 : 1_500,
      remainingRuns,
      remainingResults: remainingRuns * 5,
    };
  },
};
const keys = new MemoryKeys();

async function run(...args: string[]) {
  output = new CapturedOutput();
  const clientAt = (url: string) => {
    usedUrls.push(url);
    return {
      runs: { prune, ...names.runs, ...board.runs, ...recorder.client.runs, ...twoPages },
      names: names.names,
      stats: board.stats,
      facts: board.facts,
      ...keys.client,
    };
  };
  const env = { serverUrl: "http://127.0.0.1:4400", callerDir, stepSummary: null };
  const exitCode = await runProgram(args, {
    version: "1.2.3",
    boards,
    files: noFiles,
    reportPage: noFiles.backup,
    env,
    output,
    clientAt,
    signals,
  });
  return { exitCode, out: output.out, err: output.err };
}

const inspectLog = (name: string) =>
  join(import.meta.dirname, "../../../packages/importers/fixtures/inspect", name);

describe("evalboard prune", () => {
  it("calls until nothing is left, and prints what went", async () => {
    const { exitCode, out } = await run("prune", "--older-than", "180d", "--dataset", "capitals");
    expect(exitCode).toBe(0);
    expect(pruned).toHaveLength(2);
    expect(pruned[0]).toEqual(pruned[1]);
    expect(pruned[0]).toMatchObject({ dataset: "capitals", dryRun: false });
    expect(out).toMatch(/^removed the texts of 3,000 results of 4 runs completed before 20\d\d-\S+Z\n$/);
  });

  it("counts alone where it is a dry run, and wants a number of days", async () => {
    const { out } = await run("prune", "--older-than", "30d", "--dry-run");
    expect(out).toMatch(/^would remove the texts of 15 results of 3 runs/);
    expect(pruned).toHaveLength(1);
    for (const wrong of ["180", "0d", "6m", "-1d"]) {
      const { exitCode, err } = await run("prune", `--older-than=${wrong}`);
      expect([exitCode, err]).toEqual([2, expect.stringContaining("must be a number of days, such as 180d")]);
    }
    expect((await run("prune")).exitCode).toBe(2);
  });
});

describe("evalboard import", () => {
  it("stores nothing of an evaluation that goes on, or takes it as failed where it is said to be over", async () => {
    const waiting = await run("import", inspectLog("running.json"));
    expect(waiting.exitCode).toBe(1);
    expect(waiting.err).toMatch(/running\.json: the evaluation has not ended: 1 of 2 samples are in it/);
    expect(recorder.runs.size).toBe(0);
    expect((await run("import", inspectLog("running.json"), "--unfinished", "--as-full")).exitCode).toBe(0);
    expect([...recorder.runs.values()].map(({ status }) => status)).toEqual(["failed"]);
  });

  it("prints what went in, with links, and exits with 0", async () => {
    const { exitCode, out, err } = await run("import", "results.json");
    const ids = [...recorder.runs.values()].map(({ runId }) => runId);
    expect(out).toBe(
      [
        "results.json, promptfoo: 2 runs imported (2 results)",
        `  imported  openai/gpt-4o  capitals  capitals  1 result  http://127.0.0.1:4400/runs/${ids[0]}`,
        `  imported  echo/echo      capitals  capitals  1 result  http://127.0.0.1:4400/runs/${ids[1]}`,
        "",
      ].join("\n"),
    );
    expect(err).toBe("results.json: sending 2 runs\n");
    expect(exitCode).toBe(0);
  });

  it("says what was there already", async () => {
    await run("import", "results.json");
    const { exitCode, out } = await run("import", "results.json");
    expect(out).toMatch(/^results\.json, promptfoo: 2 already there\n {2}already there {2}openai/);
    expect(exitCode).toBe(0);
  });

  it("gives what was there already its label and tags, and the scores that it lacked, and says so", async () => {
    const file = async (score: number | null) => {
      const rows = ["france", "spain"].map((itemKey) =>
        JSON.stringify({ dataset: "d", model: "m", itemKey, score }),
      );
      // The id of a file without one is its content's.
      const lines = rows.map((row) => row.replace("{", '{"externalId":"late",'));
      await writeFile(join(callerDir, "late.jsonl"), lines.join("\n"));
    };
    await file(null);
    expect((await run("import", "late.jsonl")).out).toMatch(
      /^late\.jsonl, jsonl: 1 run imported \(2 results\)\n/,
    );
    await file(0.75);
    const { exitCode, out, err } = await run(
      "import",
      "late.jsonl",
      "--label",
      "main",
      "--tag",
      "branch=a=b",
    );
    expect(out).toMatch(
      /^late\.jsonl, jsonl: 1 already there, 1 took the label or tags, 2 results took a score\n {2}already there {2}/,
    );
    expect(err).toBe("late.jsonl: sending 1 run\n");
    expect(exitCode).toBe(0);
    expect(recorder.runs.get("late")).toMatchObject({ label: "main", tags: { branch: "a=b" } });
    expect((await run("import", "late.jsonl", "--label", "main")).out).toMatch(
      /^late\.jsonl, jsonl: 1 already there\n/,
    );
    const { out: json } = await run("import", "--json", "late.jsonl", "--label", "next");
    expect(JSON.parse(json)).toMatchObject({ alreadyThere: 1, described: 1, scored: 0 });
  });

  it("takes several tags, of one name the last, and a pass mark", async () => {
    await run(
      "import",
      "results.json",
      "--tag",
      "a=1",
      "--tag",
      " b = two words ",
      "--tag",
      "a=2",
      "--pass-mark",
      "0.7",
    );
    const [stored] = recorder.runs.values();
    expect(stored?.start).toMatchObject({ tags: { a: "2", b: "two words" }, passMark: 0.7 });
  });

  it("names the file and the fault on standard error, imports the rest and exits with 1", async () => {
    const { exitCode, out, err } = await run("import", "broken.json", "results.json", "missing.json");
    expect(err).toContain('broken.json: line 1, column 9: not JSON; "}" may not stand there\n');
    expect(err).toContain("missing.json: there is no such file\n");
    expect(out).toContain("2 runs imported");
    expect(exitCode).toBe(1);
  });

  it("prints one JSON document and nothing else on standard output", async () => {
    const { exitCode, out } = await run("import", "--json", "broken.json", "results.json");
    expect(JSON.parse(out)).toMatchObject({
      imported: 2,
      alreadyThere: 0,
      failed: 0,
      failedFiles: 1,
      files: [
        { file: "broken.json", format: null, runs: [], error: expect.stringContaining("not JSON") },
        { file: "results.json", format: "promptfoo", error: null, runs: [{ status: "imported" }, {}] },
      ],
    });
    expect(exitCode).toBe(1);
  });

  it("talks to the server it is told", async () => {
    await run("import", "results.json");
    const { out } = await run("import", "results.json", "--url", "https://board.example");
    expect(usedUrls).toEqual(["http://127.0.0.1:4400", "https://board.example"]);
    expect(out).toContain("https://board.example/runs/");
  });

  it("takes the names it is told, trimmed", async () => {
    await run("import", "results.json", "--dataset", " europe ", "--prompt", "asking");
    const [stored] = recorder.runs.values();
    expect(stored?.start).toMatchObject({ dataset: { name: "europe" }, prompt: { name: "asking" } });
  });

  it("tells its exit codes in its help", async () => {
    const { exitCode, out } = await run("import", "--help");
    for (const code of ["0 ", "1 ", "2 ", "130 "]) expect(out).toContain(`\n  ${code}`);
    expect(exitCode).toBe(0);
  });

  it.each([
    [["import"], "missing required argument 'path'"],
    [
      ["import", "results.json", "--url", "board"],
      "It must be the server's address, such as http://127.0.0.1:4400.",
    ],
    [
      ["import", "results.json", "--replace", "--as-new"],
      "option '--replace' cannot be used with option '--as-new'",
    ],
    [["import", "results.json", "--dataset", " "], "It must not be empty."],
    [["import", "results.json", "--prompt", "x".repeat(201)], "It must have at most 200 characters."],
    [["import", "results.json", "--label", ""], "It must not be empty."],
    [["import", "results.json", "--tag", "branch"], "It must be a name and a value, such as branch=main."],
    [["import", "results.json", "--tag", "=main"], "It must be a name and a value, such as branch=main."],
    [["import", "results.json", "--tag", `a=${"x".repeat(201)}`], "It must have at most 200 characters."],
    [
      [
        "import",
        "results.json",
        ...Array.from({ length: 33 }, (_, index) => ["--tag", `t${index}=x`]).flat(),
      ],
      "A run has at most 32 tags.",
    ],
    [["import", "results.json", "--pass-mark", "70%"], "It must be a number from 0 to 1, such as 0.7."],
    [["import", "results.json", "--pass-mark", "7"], "It must be a number from 0 to 1, such as 0.7."],
    [["import", "results.json", "--no-such-flag"], "unknown option '--no-such-flag'"],
    [["improt"], "unknown command 'improt'"],
    [[], "First steps:"],
  ])("refuses %j with 2 and sends nothing", async (args, message) => {
    const { exitCode, out, err } = await run(...args);
    expect(err).toContain(message);
    expect(out).toBe("");
    expect(exitCode).toBe(2);
    expect(recorder.calls).toEqual([]);
  });
});

describe("evalboard import of folders and patterns", () => {
  beforeEach(async () => {
    await mkdir(join(callerDir, "runs/week"), { recursive: true });
    await mkdir(join(callerDir, "runs/node_modules"), { recursive: true });
    const file = (evalId: string) => promptfooFile("", { evalId }).text;
    await writeFile(join(callerDir, "runs/a.json"), file("a"));
    await writeFile(join(callerDir, "runs/week/b.json"), file("b"));
    await writeFile(join(callerDir, "runs/node_modules/c.json"), file("c"));
    await writeFile(join(callerDir, "runs/package.json"), '{"name":"x"}');
  });

  it("imports all results in it, and ends with a table", async () => {
    const { exitCode, out, err } = await run("import", "runs");
    expect([...recorder.runs.keys()].map((id) => id.split(":")[1])).toEqual(["a", "b"]);
    expect(err).not.toContain("package.json");
    expect(out).toContain(
      [
        "file              imported  already there  failed",
        "runs/a.json              1              0       0",
        "runs/week/b.json         1              0       0",
        "all 2 files              2              0       0",
        "",
      ].join("\n"),
    );
    expect(exitCode).toBe(0);
  });

  it("goes on after a bad file, and exits with 1", async () => {
    await writeFile(join(callerDir, "runs/b.json"), '{"evalId":"x","results":{"results":[');
    const { exitCode, out, err } = await run("import", "runs/**/*.json");
    expect(err).toContain("runs/b.json: line 1, column 37: not JSON; the file ends too early");
    expect(out).toContain("runs/b.json              0              0       1");
    expect(recorder.runs.size).toBe(2);
    expect(exitCode).toBe(1);
  });

  it("says where there is nothing to import", async () => {
    const { exitCode, err } = await run("import", "none/*.json");
    expect(err).toContain("none/*.json: no file of results is there");
    expect(exitCode).toBe(1);
  });
});

describe("evalboard watch", () => {
  it("imports what is there and what appears, each version once, until it is interrupted", async () => {
    const watched = join(callerDir, "watched");
    await mkdir(watched);
    await writeFile(join(watched, "a.json"), promptfooFile("", { evalId: "a" }).text);
    await copyFile(inspectLog("running.json"), join(watched, "log.json"));
    const watching = run("watch", "watched");
    await expect
      .poll(() => output.err, { timeout: 60_000 })
      .toContain("watched/log.json: the evaluation has not");
    expect([...recorder.runs.keys()]).toHaveLength(1);
    await writeFile(join(watched, "b.json"), promptfooFile("", { evalId: "b" }).text);
    await copyFile(inspectLog("finished.json"), join(watched, "log.json"));
    await expect.poll(() => recorder.runs.size, { timeout: 60_000 }).toBe(3);
    await expect.poll(() => output.out.match(/1 run imported/g)?.length, { timeout: 60_000 }).toBe(3);
    signals.emit("SIGINT");
    const { exitCode, err } = await watching;
    expect(recorder.calls.filter((call) => call === "start")).toHaveLength(3);
    expect(err.match(/has not ended/g)).toHaveLength(1);
    const log = recorder.runs.get("inspect:Z29pbmdPbkxvZ0lkMDAwMD");
    expect([log?.status, log?.results.size]).toEqual(["completed", 2]);
    expect(exitCode).toBe(0);
  }, 150_000);
});

describe("evalboard export", () => {
  it("writes all pages of a run to standard output", async () => {
    const { exitCode, out } = await run("export", exportedId);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(201);
    expect(JSON.parse(lines[200] ?? "")).toMatchObject({ externalId: "nightly-1", itemKey: "200", score: 1 });
    expect(exitCode).toBe(0);
  });

  it("writes a file that import reads again, and a document", async () => {
    expect(await run("export", exportedId, "--format", "csv", "-o", "run.csv")).toMatchObject({
      exitCode: 0,
      out: "",
    });
    expect(await readFile(join(callerDir, "run.csv"), "utf8")).toContain(",'=1,1,");
    expect(await run("import", "run.csv")).toMatchObject({ exitCode: 0 });
    expect(recorder.runs.get("nightly-1")?.results.size).toBe(201);
    const { out } = await run("export", exportedId, "--format", "json");
    expect(JSON.parse(out)).toMatchObject({ run: { externalId: "nightly-1" }, results: { length: 201 } });
  });

  it("refuses what is no id", async () => {
    expect(await run("export", "nightly-1")).toMatchObject({ exitCode: 2, out: "" });
  });
});

describe("evalboard start and demo", () => {
  it("hand over what was said, by the names of the settings", async () => {
    const all = ["--port", "4401", "--host", "0.0.0.0", "--data-dir", "board"];
    expect(await run("start", ...all)).toMatchObject({ exitCode: 0, out: "" });
    await run("demo", "--port", "0");
    await run("start");
    expect(served).toEqual([
      { start: { PORT: "4401", HOST: "0.0.0.0", EVALBOARD_DATA_DIR: "board" } },
      { demo: { PORT: "0" } },
      { start: {} },
    ]);
  });

  it.each([
    [["start", "--port", "http"], "It must be a port, from 0 (any that is free) to 65535."],
    [["demo", "--port", "65536"], "It must be a port, from 0 (any that is free) to 65535."],
    [["start", "--host", ""], "It must not be empty."],
    [["start", "--data-dir", ""], "It must not be empty."],
    [["start", "here"], "too many arguments for 'start'"],
  ])("refuse %j with 2 and serve nothing", async (args, message) => {
    const { exitCode, err } = await run(...args);
    expect(err).toContain(message);
    expect(exitCode).toBe(2);
    expect(served).toEqual([]);
  });
});

it("teaches the first steps in its help, in which every command stands", async () => {
  const { exitCode, out } = await run("--help");
  expect(exitCode).toBe(0);
  for (const command of ["demo", "start", "import", "watch", "stats", "gate", "export", "facts"]) {
    expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
  }
  expect(out).toMatch(/First steps:\n {2}evalboard demo .*\n {2}evalboard start .*\n {2}evalboard import /);
});

it("tells its version", async () => {
  expect(await run("--version")).toMatchObject({ exitCode: 0, out: "1.2.3\n" });
});
