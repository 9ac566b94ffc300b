import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "./program.ts";
import { CapturedOutput } from "./testing/captured-output.ts";
import { MemoryRecorder } from "./testing/memory-recorder.ts";
import { promptfooFile } from "./testing/promptfoo-file.ts";

let callerDir: string;
let recorder: MemoryRecorder;
let usedUrls: string[];

beforeEach(async () => {
  callerDir = await mkdtemp(join(tmpdir(), "evalboard-cli-"));
  await writeFile(
    join(callerDir, "results.json"),
    promptfooFile("", { providers: ["openai:gpt-4o", "echo"] }).text,
  );
  await writeFile(join(callerDir, "broken.json"), '{"a": 1,}');
  recorder = new MemoryRecorder();
  usedUrls = [];
});
afterEach(() => rm(callerDir, { recursive: true }));

async function run(...args: string[]) {
  const output = new CapturedOutput();
  const clientAt = (url: string) => {
    usedUrls.push(url);
    return recorder.client;
  };
  const env = { serverUrl: "http://127.0.0.1:4400", callerDir };
  const exitCode = await runProgram(args, { env, output, clientAt });
  return { exitCode, out: output.out, err: output.err };
}

describe("evalboard import", () => {
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
    [["import", "results.json", "--dataset", " "], "It must not be empty."],
    [["import", "results.json", "--prompt", "x".repeat(201)], "It must have at most 200 characters."],
    [["import", "results.json", "--no-such-flag"], "unknown option '--no-such-flag'"],
    [["improt"], "unknown command 'improt'"],
    [[], "Usage: evalboard"],
  ])("refuses %j with 2 and sends nothing", async (args, message) => {
    const { exitCode, out, err } = await run(...args);
    expect(err).toContain(message);
    expect(out).toBe("");
    expect(exitCode).toBe(2);
    expect(recorder.calls).toEqual([]);
  });
});

it("tells its version", async () => {
  expect(await run("--version")).toMatchObject({ exitCode: 0, out: "0.1.0\n" });
});
