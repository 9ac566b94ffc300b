import { EventEmitter } from "node:events";
import type { RecordingClient } from "@evalboard/client";
import type { Env } from "../env.ts";
import { runProgram, type ProgramDeps } from "../program.ts";
import { CapturedOutput } from "./captured-output.ts";
import type { KeysClient } from "../keys/commands.ts";
import type { MemoryBoard } from "./memory-board.ts";
import type { MemoryNames } from "./memory-names.ts";

const unasked = () => Promise.reject(new Error("nobody asks for that"));
/** For commands that read and write no whole boards. */
export const noFiles = { backup: unasked, check: unasked, restore: unasked, move: unasked };

/** Runs the command line on a board; what it said and how it ended. */
export async function runEvalboard(
  board: MemoryBoard | MemoryNames | RecordingClient | KeysClient,
  args: readonly string[],
  env: Partial<Env> = {},
  confirm?: ProgramDeps["confirm"],
  prompts?: ProgramDeps["prompts"],
) {
  const output = new CapturedOutput();
  const exitCode = await runProgram(args, {
    env: { serverUrl: "http://127.0.0.1:4400", callerDir: "/nowhere", stepSummary: null, ...env },
    version: "1.2.3",
    files: noFiles,
    reportPage: unasked,
    boards: { start: async () => {}, demo: async () => {} },
    output,
    // oxlint-disable-next-line no-unsafe-type-assertion -- of a client what the command asks
    clientAt: () => board as unknown as ReturnType<ProgramDeps["clientAt"]>,
    signals: new EventEmitter(),
    confirm,
    prompts,
  });
  return { exitCode, out: output.out, err: output.err };
}
