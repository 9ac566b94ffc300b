import { stripVTControlCharacters } from "node:util";
import type { RecordingClient } from "@evalboard/client";
import { Command, CommanderError } from "commander";
import { backupCommand, type BoardFiles, moveCommand, restoreCommand } from "./backups.ts";
import { type Boards, demoCommand, startCommand } from "./board-commands.ts";
import { type CommandDeps, ExitCode } from "./command.ts";
import { completionCommand } from "./completion/command.ts";
import { exportCommand, type ReadingClient } from "./export.ts";
import { factsCommand } from "./facts/commands.ts";
import type { FactsClient } from "./facts/work.ts";
import { gateCommand } from "./gate/command.ts";
import type { GatingClient } from "./gate/find-runs.ts";
import { describeExamples, heading } from "./help.ts";
import type { Prompts } from "./import/ask-map.ts";
import { importCommand } from "./import/command.ts";
import { auditCommand, keysCommand, type KeysClient } from "./keys/commands.ts";
import { namesCommand, type NamesClient } from "./names/commands.ts";
import { labelCommand, type LabellingClient } from "./names/label.ts";
import { metricCommand, type MetricsClient } from "./names/metric.ts";
import { type Confirm, renameCommand, type RenamingClient } from "./names/rename.ts";
import { takesColors } from "./output.ts";
import { pruneCommand, type PruningClient } from "./prune.ts";
import { type ReportClient, reportCommand } from "./report/command.ts";
import { statsCommand } from "./stats/command.ts";
import { watchCommand } from "./watch.ts";

type Client = RecordingClient &
  ReadingClient &
  GatingClient &
  ReportClient &
  FactsClient &
  NamesClient &
  RenamingClient &
  LabellingClient &
  PruningClient &
  MetricsClient &
  KeysClient;

/** What the command line works with. */
export interface ProgramDeps extends Omit<CommandDeps<Client>, "exitWith"> {
  /** What `--version` says. */
  readonly version: string;
  readonly boards: Boards;
  readonly files: BoardFiles;
  /** The page that a copy of a board is written into; given by who composes the program, as the web app built it. */
  readonly reportPage: () => Promise<string>;
  /** Where the wish to stop is heard: the process. */
  readonly signals: NodeJS.EventEmitter;
  /** Left out where nobody sits at a terminal. */
  readonly confirm?: Confirm | undefined;
  /** The same. */
  readonly prompts?: Prompts | undefined;
}

/** Runs `evalboard` with the arguments after its name; gives the exit code. */
export async function runProgram(args: readonly string[], deps: ProgramDeps): Promise<number> {
  const { stderr } = deps.output;
  let exitCode: number = ExitCode.done;
  const program = createProgram(deps, (code) => (exitCode = code));
  if (args.length === 0) {
    const text = `${program.description()}\n\n${begin}\n\n${more}\n`;
    stderr.write(takesColors(stderr) ? text : stripVTControlCharacters(text));
    return ExitCode.wrongUsage;
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.done : ExitCode.wrongUsage;
  }
  return exitCode;
}

/** `evalboard` with all its commands. `exitWith` hears the exit code of one that was done, where it is not 0. */
export function createProgram(deps: ProgramDeps, exitWith: (code: number) => void): Command {
  const { output } = deps;
  const program = new Command("evalboard")
    .description("EvalBoard, the board over all your LLM evaluation runs")
    .addHelpText("after", `\n${begin}\n\n${more}`)
    .version(deps.version)
    .exitOverride()
    .configureHelp({ styleTitle: heading })
    .configureOutput({
      writeOut: (text) => output.stdout.write(text),
      writeErr: (text) => output.stderr.write(text),
      getOutHasColors: () => takesColors(output.stdout),
      getErrHasColors: () => takesColors(output.stderr),
    });
  const groups = {
    "Serve a board:": [demoCommand(deps.boards), startCommand(deps.boards)],
    "Bring runs to it:": [importCommand({ ...deps, exitWith }), watchCommand(deps)],
    "Ask it:": [
      statsCommand({ ...deps, exitWith }),
      gateCommand({ ...deps, exitWith }),
      reportCommand({ ...deps, exitWith }),
      exportCommand({ ...deps, exitWith }),
    ],
    "Keep it in order:": [
      labelCommand({ ...deps, exitWith }),
      metricCommand({ ...deps, exitWith }),
      namesCommand({ ...deps, exitWith }),
      renameCommand({ ...deps, exitWith }),
      factsCommand({ ...deps, exitWith }),
      keysCommand({ ...deps, exitWith }),
      auditCommand({ ...deps, exitWith }),
    ],
    "Keep it safe:": [
      backupCommand({ ...deps, exitWith }),
      restoreCommand({ ...deps, exitWith }),
      moveCommand({ ...deps, exitWith }),
      pruneCommand({ ...deps, exitWith }),
    ],
    "Type less:": [completionCommand(program, output)],
  };
  for (const [group, commands] of Object.entries(groups)) {
    for (const command of commands) {
      program.addCommand(command.copyInheritedSettings(program).helpGroup(group));
      for (const below of command.commands) below.copyInheritedSettings(command);
    }
  }
  return program;
}

const begin = `${heading("First steps:")}
${describeExamples([
  ["evalboard demo", "a board with made-up runs, at http://127.0.0.1:4400"],
  ["evalboard start", "your own board; leave it running, and in a second terminal"],
  ["evalboard import results.json", "put a file on it, of promptfoo, Inspect AI, lm-eval … or yours"],
  ["evalboard stats 7d", "read it in the terminal"],
  ["evalboard gate --run pr-42 --baseline main", "fail where those runs are worse than main's"],
])}`;

const more = `All commands: evalboard --help
One of them, with examples: evalboard COMMAND --help`;
