#!/usr/bin/env node
import { confirm, isCancel, select, text } from "@clack/prompts";
import { createClient } from "@evalboard/client";
import { type Env, readEnv } from "./env.ts";
import { ExitCode } from "./command.ts";
import type { Prompts } from "./import/ask-map.ts";
import { printable } from "./output.ts";
import { runProgram } from "./program.ts";

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

const prompts: Prompts = {
  async choose(message, choices) {
    const options = choices.map(({ value, label, hint }) => ({
      value,
      label: printable(label),
      ...(hint === undefined ? {} : { hint: printable(hint) }),
    }));
    return answered(await select({ message, options, maxItems: 12, output: process.stderr }));
  },
  async write(message, initialValue, fault) {
    const validate = (said: string | undefined) => fault(said ?? "");
    return answered(await text({ message, initialValue, validate, output: process.stderr }));
  },
};

function answered(answer: string | symbol): string {
  if (typeof answer === "symbol" || isCancel(answer)) process.exit(ExitCode.interrupted);
  return answer;
}

async function askAtTerminal(message: string): Promise<boolean> {
  const answer = await confirm({ message, initialValue: false, output: process.stderr });
  if (isCancel(answer)) process.exit(ExitCode.interrupted);
  return answer;
}
