import type { RecordingClient } from "@evalboard/client";
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };
import { type CommandDeps, ExitCode } from "./command.ts";
import { exportCommand, type ReadingClient } from "./export.ts";
import { factsCommand } from "./facts/commands.ts";
import type { FactsClient } from "./facts/work.ts";
import { gateCommand } from "./gate/command.ts";
import type { GatingClient } from "./gate/find-runs.ts";
import type { Prompts } from "./import/ask-map.ts";
import { importCommand } from "./import/command.ts";
import { namesCommand, type NamesClient } from "./names/commands.ts";
import { labelCommand, type LabellingClient } from "./names/label.ts";
import { metricCommand, type MetricsClient } from "./names/metric.ts";
import { type Confirm, renameCommand, type RenamingClient } from "./names/rename.ts";
import { type StatsClient, statsCommand } from "./stats/command.ts";
import { watchCommand } from "./watch.ts";

type Client = RecordingClient &
  ReadingClient &
  GatingClient &
  StatsClient &
  FactsClient &
  NamesClient &
  RenamingClient &
  LabellingClient &
  MetricsClient;

/** What the command line works with. */
export interface ProgramDeps extends Omit<CommandDeps<Client>, "exitWith"> {
  /** Where the wish to stop is heard: the process. */
  readonly signals: NodeJS.EventEmitter;
  /** Left out where nobody sits at a terminal. */
  readonly confirm?: Confirm | undefined;
  /** The same. */
  readonly prompts?: Prompts | undefined;
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
    exportCommand({ ...deps, exitWith }),
    gateCommand({ ...deps, exitWith }),
    statsCommand({ ...deps, exitWith }),
    factsCommand({ ...deps, exitWith }),
    namesCommand({ ...deps, exitWith }),
    renameCommand({ ...deps, exitWith }),
    labelCommand({ ...deps, exitWith }),
    metricCommand({ ...deps, exitWith }),
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
