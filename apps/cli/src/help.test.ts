import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { flatten, wordsOf } from "./completion/words.ts";
import { createProgram } from "./program.ts";
import { CapturedOutput } from "./testing/captured-output.ts";
import { MemoryBoard } from "./testing/memory-board.ts";
import { noFiles, runEvalboard } from "./testing/run-evalboard.ts";

const program = createProgram(
  {
    version: "1.2.3",
    env: { serverUrl: "http://127.0.0.1:4400", callerDir: "/nowhere", stepSummary: null },
    boards: { start: async () => {}, demo: async () => {} },
    files: noFiles,
    reportPage: noFiles.backup,
    output: new CapturedOutput(),
    clientAt: () => {
      throw new Error("nobody asks for that");
    },
    signals: new EventEmitter(),
  },
  () => {},
);
const commands = flatten(wordsOf(program)).filter(({ path, name }) => path !== "" && name !== "help");
const run = (...args: string[]) => runEvalboard(new MemoryBoard(), args);

it.each(commands.map(({ path }) => path))(
  "teaches %s: what it is for, examples, where to read on",
  async (path) => {
    const { exitCode, out } = await run(...path.split(" "), "--help");
    expect(exitCode).toBe(0);
    const [, first = "", page = ""] = /\n\n(\S.*)\n[^]*\nRead on: (\S+)\n$/.exec(out) ?? [];
    expect(first).toMatch(/^\S.{10,}$/);
    expect(existsSync(join(import.meta.dirname, "../../..", page))).toBe(true);
    const [, examples = ""] = /\nExamples:\n([^]*?)\n\n/.exec(out) ?? [];
    const lines = examples.split("\n").filter((line) => line.includes(`evalboard ${path.split(" ")[0]}`));
    expect(lines.length).toBeGreaterThanOrEqual(2);
  },
);

it("names only options in its examples that there are", async () => {
  for (const { path, options } of commands.filter(({ commands: below }) => below.length === 0)) {
    const { out } = await run(...path.split(" "), "--help");
    const [, examples = ""] = /\nExamples:\n([^]*?)\n\n/.exec(out) ?? [];
    // Behind the command stands what it is piped into, or what the line does.
    const lines = [...examples.matchAll(new RegExp(`evalboard ${path} (.*?)(\\) |\\||>| {3}|$)`, "gm"))];
    const named = lines.flatMap(([, line = ""]) =>
      [...line.matchAll(/--([a-z-]+)/g)].map(([, name]) => name),
    );
    expect([path, options.map(({ long }) => long)]).toEqual([path, expect.arrayContaining(named)]);
  }
});

/** What they give is a server, a script, or a document already. */
const withoutJson = new Set(["demo", "start", "completion", "export"]);

it("prints JSON where it prints anything", () => {
  const lacking = commands
    .filter(
      ({ commands: below, options }) => below.length === 0 && !options.some(({ long }) => long === "json"),
    )
    .map(({ path }) => path);
  expect(new Set(lacking)).toEqual(withoutJson);
});

it("is in colours where it is told to, and in none elsewhere", async () => {
  const escape = "\u001B[";
  expect((await run("--help")).out).not.toContain(escape);
  expect((await run()).err).not.toContain(escape);
  process.env["FORCE_COLOR"] = "1";
  try {
    expect((await run("--help")).out).toContain(`${escape}1mFirst steps:`);
    expect((await run()).err).toContain(`${escape}1mFirst steps:`);
  } finally {
    delete process.env["FORCE_COLOR"];
  }
});
