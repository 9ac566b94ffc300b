import type { RecordingClient } from "@evalboard/client";
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };
import type { Env } from "./env.ts";
import { exportCommand, type ReadingClient } from "./export.ts";
import type { FactsClient } from "./facts/client.ts";
import { factsCommand } from "./facts/commands.ts";
import { ExitCode } from "./faults.ts";
import { gateCommand } from "./gate/command.ts";
import type { GatingClient } from "./gate/find-runs.ts";
import { importCommand } from "./import/command.ts";
import type { Output } from "./output.ts";
import { type StatsClient, statsCommand } from "./stats/command.ts";
import { watchCommand } from "./watch.ts";

/** What the command line works with. */
export interface ProgramDeps {
  readonly env: Env;
  readonly output: Output;
  readonly clientAt: (
    serverUrl: string,
  ) => RecordingClient & ReadingClient & GatingClient & StatsClient & FactsClient;
  /** Where the wish to stop is heard: the process. */
  readonly signals: NodeJS.EventEmitter;
}

/** Runs `evalboard` with the arguments after its name; gives the exit code. */
export async function runProgram(args: readonly string[], deps: ProgramDeps): Promise<number> {
  const { output } = deps;
  let exitCode: number = ExitCode.done;
  const program = new Command("evalboard")
    .description("the command line of EvalBoard, the board over all your LLM evaluation runs")
    .version(about.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.stdout.write(text),
      writeErr: (text) => output.stderr.write(text),
    });
  const exitWith = (code: number) => (exitCode = code);
  const commands = [
    importCommand({ ...deps, exitWith }),
    watchCommand(deps),
    exportCommand({ ...deps, readerAt: deps.clientAt, exitWith }),
    gateCommand({ ...deps, gatingAt: deps.clientAt, exitWith }),
    statsCommand({ ...deps, statsAt: deps.clientAt, exitWith }),
    factsCommand({ ...deps, factsAt: deps.clientAt, exitWith }),
  ];
  for (const command of commands) {
    program.addCommand(command.copyInheritedSettings(program));
    for (const below of command.commands) below.copyInheritedSettings(command);
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.done : ExitCode.wrongUsage;
  }
  return exitCode;
}
