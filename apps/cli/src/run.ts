import { createClient } from "@evalboard/client";
import type { BoardFiles } from "./backups.ts";
import type { Boards } from "./board-commands.ts";
import { ExitCode } from "./command.ts";
import { type Env, readEnv } from "./env.ts";
import { runProgram } from "./program.ts";
import { askAtTerminal, prompts } from "./terminal.ts";

/** What the command line is made of beside itself. */
export interface CommandLine {
  /** The product's, as `--version` says it. */
  readonly version: string;
  readonly boards: Boards;
  readonly files: BoardFiles;
  /** The page that a copy of a board is written into. */
  readonly reportPage: () => Promise<string>;
}

/** Runs this process as `evalboard` with its arguments, and sets its exit code. */
export async function runCommandLine({ version, boards, files, reportPage }: CommandLine): Promise<void> {
  let finished = false;
  process.once("exit", (code) => {
    // The progress bar answers Ctrl+C with exit code 0, as if all had gone well.
    if (!finished && code === 0) process.exitCode = ExitCode.interrupted;
  });
  // Who reads only the start of it, as `head` does, has had enough: the command ends as it would have.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  // A server that a signal stops has done its work, also where it was still starting.
  const serving = <Said extends unknown[]>(serve: (...said: Said) => Promise<void>) => {
    return async (...said: Said) => {
      finished = true;
      await serve(...said);
    };
  };
  process.exitCode = await run({
    version,
    files,
    reportPage,
    boards: { start: serving(boards.start), demo: serving(boards.demo) },
  });
  finished = true;
}

/** As long as the longest that a command waits for one answer; most have a limit of their own. */
const CALL_TIMEOUT_MS = 120_000;

async function run({ version, boards, files, reportPage }: CommandLine): Promise<number> {
  let env: Env;
  try {
    env = readEnv();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return ExitCode.wrongUsage;
  }
  return runProgram(process.argv.slice(2), {
    version,
    boards,
    files,
    reportPage,
    env,
    output: process,
    clientAt: (serverUrl) => createClient({ url: serverUrl, key: env.key, timeoutMs: CALL_TIMEOUT_MS }),
    signals: process,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { confirm: askAtTerminal, prompts } : {}),
  });
}
