#!/usr/bin/env node
import { createClient } from "@evalboard/client";
import { type Env, readEnv } from "./env.ts";
import { ExitCode } from "./command.ts";
import { runProgram } from "./program.ts";
import { askAtTerminal, prompts } from "./terminal.ts";

let finished = false;
process.once("exit", (code) => {
  // The progress bar answers Ctrl+C with exit code 0, as if all had gone well.
  if (!finished && code === 0) process.exitCode = ExitCode.interrupted;
});
// Who reads only the start of it, as `head` does, has had enough: the command ends as it would have.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main();
finished = true;

async function main(): Promise<number> {
  let env: Env;
  try {
    env = readEnv();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return ExitCode.wrongUsage;
  }
  return runProgram(process.argv.slice(2), {
    env,
    output: process,
    clientAt: (serverUrl) => createClient({ url: serverUrl }),
    signals: process,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { confirm: askAtTerminal, prompts } : {}),
  });
}
