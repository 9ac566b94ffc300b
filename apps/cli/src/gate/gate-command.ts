import { StartRun } from "@evalboard/contract";
import { Command, Option } from "commander";
import { type Env, ServerUrl } from "../env.ts";
import { ExitCode } from "../exit-code.ts";
import { type Output, writeLine } from "../output.ts";
import { parserOf } from "../parser-of.ts";
import { serverFault } from "../server-fault.ts";
import { isOfFiles } from "../write-file-whole.ts";
import { CannotJudge } from "./cannot-judge.ts";
import { describeDecision, describeGate } from "./describe-gate.ts";
import { gateHelp } from "./gate-help.ts";
import { gateMarkdown } from "./gate-markdown.ts";
import type { GateReport } from "./gate-report.ts";
import { AllowDrop, FailIf, type GateRules } from "./gate-rules.ts";
import { gateRuns } from "./gate-runs.ts";
import type { GatingClient } from "./gating-client.ts";
import { STDOUT, writeReport } from "./write-report.ts";

/** What the command works with. */
export interface GateCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly gatingAt: (serverUrl: string) => GatingClient;
  readonly exitWith: (code: number) => void;
}

interface Flags extends GateRules {
  readonly run: readonly string[];
  readonly baseline: string;
  readonly allowNew?: true;
  readonly json?: string;
  readonly markdown?: string;
  readonly url: string;
}

const codes = { passed: ExitCode.done, failed: ExitCode.failed, "not judged": ExitCode.notJudged } as const;
const reference = parserOf(StartRun.shape.externalId);

/** `evalboard gate` */
export function gateCommand(deps: GateCommandDeps): Command {
  const { env, output, gatingAt, exitWith } = deps;
  return new Command("gate")
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
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl)
    .addHelpText("after", gateHelp)
    .action(async (flags: Flags) => {
      try {
        if (flags.json === STDOUT && flags.markdown === STDOUT) {
          throw new CannotJudge("only one of --json and --markdown can go to standard output");
        }
        const report = await gateRuns(flags, gatingAt(flags.url));
        await writeReports(report, flags, deps);
        writeLine(output.stderr, describeDecision(report));
        exitWith(codes[report.decision]);
      } catch (error) {
        const isOurs = error instanceof CannotJudge || isOfFiles(error);
        writeLine(
          output.stderr,
          `gate not judged: ${isOurs ? error.message : serverFault(error, flags.url).message}`,
        );
        exitWith(ExitCode.notJudged);
      }
    });
}

async function writeReports(
  report: GateReport,
  { json, markdown }: Flags,
  deps: GateCommandDeps,
): Promise<void> {
  const { stdout } = deps.output;
  if (json !== STDOUT && markdown !== STDOUT) {
    for (const line of describeGate(report)) writeLine(stdout, line);
  }
  if (json !== undefined) await writeReport(json, `${JSON.stringify(report, null, 2)}\n`, deps);
  if (markdown !== undefined) await writeReport(markdown, gateMarkdown(report), deps);
}

/** `--run a b` and `--run a --run b` say the same. */
function references(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, reference(text)];
}
