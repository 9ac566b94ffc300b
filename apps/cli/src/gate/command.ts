import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { StartRun } from "@evalboard/contract";
import { Command, Option } from "commander";
import {
  addServerOption,
  attempt,
  type CommandDeps,
  ExitCode,
  parserOf,
  type ServerFlags,
} from "../command.ts";
import { CommandFault } from "../faults.ts";
import { formatJson, writeFileWhole, writeLine, writeLines } from "../output.ts";
import { describeDecision, describeGate } from "./describe.ts";
import type { GatingClient } from "./find-runs.ts";
import { AllowDrop, FailIf, type GateReport, type GateRules, gateRuns } from "./gate.ts";
import { gateMarkdown } from "./markdown.ts";

/** What stands below the options of `evalboard gate --help`. */
const gateHelp = `
A label means the runs that were imported with it (evalboard import --label main):
of each model, dataset and prompt the one that was started last. Each run is
compared, item by item, with the baseline's run of the same model, dataset and
prompt; a baseline that is one run, by its id, is compared with all of them. The
verdict is the server's: improved, worse, no clear change, or too few items to tell.

Examples:
  evalboard gate --run pr-42 --baseline main
  evalboard gate --run pr-42 --baseline main --fail-if worse,too-few-items
  evalboard gate --run pr-42 --baseline main --markdown gate.md --json gate.json

Exit codes:
  0    passed
  1    failed: the verdict on a run is one that --fail-if names
  2    not judged: wrong usage, no such run, nothing to compare with, or the server
       is away
  130  interrupted`;

interface Flags extends GateRules, ServerFlags {
  readonly run: readonly string[];
  readonly baseline: string;
  readonly allowNew?: true;
  readonly json?: string;
  readonly markdown?: string;
}

const codes = { passed: ExitCode.done, failed: ExitCode.failed, "not judged": ExitCode.notJudged } as const;
const reference = parserOf(StartRun.shape.externalId);

/** `evalboard gate` */
export function gateCommand(deps: CommandDeps<GatingClient>): Command {
  const { env, output, clientAt, exitWith } = deps;
  const command = new Command("gate")
    .description("hold runs against a baseline, and fail where they are worse: for continuous integration")
    .requiredOption("--run <id|label...>", "the runs to judge: ids, external ids or labels", references)
    .requiredOption("--baseline <id|label>", "what to hold them against", reference)
    .addOption(
      new Option(
        "--fail-if <verdicts>",
        "what fails: worse, too-few-items, no-clear-change; several with commas",
      )
        .argParser(parserOf(FailIf))
        .default(new Set(["worse"]), "worse"),
    )
    .option("--allow-drop <score>", "a drop of the mean score that is no failure", parserOf(AllowDrop), 0)
    .option("--allow-new", "pass a run that has nothing to be compared with")
    .option("--json <file>", "write the report as JSON; - is standard output")
    .option("--markdown <file>", "write a summary for a pull request; - is standard output")
    .addHelpText("after", gateHelp);
  return addServerOption(command, env).action((flags: Flags) =>
    attempt(deps, { url: flags.url, before: "gate not judged: ", code: ExitCode.notJudged }, async () => {
      if (flags.json === STDOUT && flags.markdown === STDOUT) {
        throw new CommandFault("only one of --json and --markdown can go to standard output");
      }
      const report = await gateRuns(flags, clientAt(flags.url));
      await writeReports(report, flags, deps);
      writeLine(output.stderr, describeDecision(report));
      exitWith(codes[report.decision]);
    }),
  );
}

type Outlets = Pick<CommandDeps<GatingClient>, "env" | "output">;

async function writeReports(report: GateReport, { json, markdown }: Flags, deps: Outlets): Promise<void> {
  if (json !== STDOUT && markdown !== STDOUT) writeLines(deps.output.stdout, describeGate(report));
  if (json !== undefined) await writeReport(json, formatJson(report), deps);
  if (markdown !== undefined) await writeReport(markdown, gateMarkdown(report), deps);
}

/** `--run a b` and `--run a --run b` say the same. */
function references(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, reference(text)];
}

/** Stands for standard output, where a file is asked for. */
const STDOUT = "-";

/**
 * Writes a report to a file, whole or not at all, or to standard output for `-`. The summary of a GitHub job is one
 * file that each step adds to.
 */
async function writeReport(path: string, text: string, { env, output }: Outlets): Promise<void> {
  const file = resolve(env.callerDir, path);
  if (path === STDOUT) output.stdout.write(text);
  else if (file === env.stepSummary) await appendFile(file, text);
  else await writeFileWhole(file, [text]);
}
