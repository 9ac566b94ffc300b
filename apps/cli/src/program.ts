import type { RecordingClient } from "@evalboard/client";
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };
import type { Env } from "./env.ts";
import { ExitCode } from "./exit-code.ts";
import { importCommand } from "./import/import-command.ts";
import type { Output } from "./output.ts";

/** What the command line works with. */
export interface ProgramDeps {
  readonly env: Env;
  readonly output: Output;
  readonly clientAt: (serverUrl: string) => RecordingClient;
}

/** Runs `evalboard` with the arguments after its name; gives the exit code. */
export async function runProgram(
  args: readonly string[],
  { env, output, clientAt }: ProgramDeps,
): Promise<number> {
  let exitCode: number = ExitCode.allIn;
  const program = new Command("evalboard")
    .description("the command line of EvalBoard, the board over all your LLM evaluation runs")
    .version(about.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.stdout.write(text),
      writeErr: (text) => output.stderr.write(text),
    });
  const importing = importCommand({ env, output, clientAt, exitWith: (code) => (exitCode = code) });
  program.addCommand(importing.copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.allIn : ExitCode.wrongUsage;
  }
  return exitCode;
}
