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
import { teach } from "../help.ts";
import { formatJson, writeFileWhole, writeLine, writeLines } from "../output.ts";
import { addWantedTag, type Tags } from "../tags.ts";
import { describeDecision, describeGate } from "./describe.ts";
import type { GatingClient } from "./find-runs.ts";
import { AllowDrop, FailIf } from "./fail-if.ts";
import { type GateQuestion, type GateReport, gateRuns, needsBaseline } from "./gate.ts";
import { gateMarkdown } from "./markdown.ts";
import type { Condition } from "./rules.ts";

/** What stands below the options of `evalboard gate --help`. */
const lesson = {
  about: `
A label means the runs that have it (evalboard import --label main): of each model,
dataset and prompt the one that was started last. --run-tag and --baseline-tag take of
them those with a tag, or stand alone in their place; --tag is for both sides. Each run
is compared, item by item, with the baseline's run of the same model, dataset and
prompt; a baseline that is one run, by its id, is compared with all of them.

What fails, several with commas or each by itself:
  worse                    the mean score fell beyond chance, however often one looks (what
                           is checked where nothing is said)
  worse-at-one-look        the same for runs that are judged once and never grow: sees a
                           smaller change
  newly-failing            an item that passed in the baseline fails now; more than two
                           with newly-failing-above=2
  pass-rate-below=0.9      of the run's own results, and so without a baseline too
  metric:NAME-drop=0.05    the metric is worse by more than that, whichever way is worse
  too-little-to-say        a change of 0.1 could have been missed
  no-clear-change          what is neither improved nor worse, and would have shown`,
  examples: [
    ["evalboard gate --run pr-42 --baseline main", "fails where the mean score fell"],
    ["evalboard gate --run pr-42 --baseline main --fail-if worse,newly-failing", "or an item fails anew"],
    ["evalboard gate --run pr-42 --fail-if pass-rate-below=0.9", "against no baseline"],
    ["evalboard gate --run-tag branch=pr-42 --baseline-tag branch=main --tag temperature=0", "by tags"],
    ["evalboard gate --run pr-42 --baseline main --markdown gate.md --json gate.json", "with reports"],
  ],
  exitCodes: `
  0    passed
  1    failed: a run is what --fail-if names
  2    not judged: wrong usage, no such run, nothing to compare with, a condition that
       nobody can tell, or the server is away
  130  interrupted`,
  page: "docs/gate.md",
} as const;

interface Flags extends ServerFlags {
  readonly run: readonly string[];
  readonly baseline?: string;
  readonly tag?: Tags;
  readonly runTag?: Tags;
  readonly baselineTag?: Tags;
  /** `worse` where nothing is said. */
  readonly failIf?: readonly Condition[];
  readonly allowDrop: number;
  readonly allowNew?: true;
  readonly json?: string;
  readonly markdown?: string;
}

const codes = { passed: ExitCode.done, failed: ExitCode.failed, "not judged": ExitCode.notJudged } as const;
const reference = parserOf(StartRun.shape.externalId);
const conditions = parserOf(FailIf);

/** `evalboard gate` */
export function gateCommand(deps: CommandDeps<GatingClient>): Command {
  const { env, output, clientAt, exitWith } = deps;
  const command = new Command("gate")
    .description("hold runs against a baseline, and fail where they are worse: for continuous integration")
    .option("--run <id|label...>", "the runs to judge: ids, external ids or labels", references, [])
    .option("--baseline <id|label>", "what to hold them against", reference)
    .option("--tag <name=value>", "only runs with this tag, on both sides; may be said again", addWantedTag)
    .option("--run-tag <name=value>", "only runs to judge with this tag", addWantedTag)
    .option("--baseline-tag <name=value>", "only a baseline with this tag", addWantedTag)
    .option(
      "--fail-if <conditions>",
      "what fails, see below (default: worse)",
      (text: string, before?: readonly Condition[]) => [...(before ?? []), ...conditions(text)],
    )
    .option("--allow-drop <share>", "a drop of the mean score that is not worse", parserOf(AllowDrop), 0)
    .option("--allow-new", "pass a run that has nothing to be compared with")
    .addOption(
      new Option("--json [file]", "write the report as one JSON document (default: standard output)").preset(
        STDOUT,
      ),
    )
    .option("--markdown <file>", "write a summary for a pull request; - is standard output");
  return teach(addServerOption(command, env), lesson).action((flags: Flags) =>
    attempt(deps, { url: flags.url, before: "gate not judged: ", code: ExitCode.notJudged }, async () => {
      const report = await gateRuns(questionOf(flags), clientAt(flags.url));
      await writeReports(report, flags, deps);
      writeLine(output.stderr, describeDecision(report));
      exitWith(codes[report.decision]);
    }),
  );
}

/** Throws `CommandFault` where the flags do not go together. */
function questionOf({ failIf = FailIf.parse("worse"), ...flags }: Flags): GateQuestion {
  const { baseline = null } = flags;
  if (flags.json === STDOUT && flags.markdown === STDOUT) {
    throw new CommandFault("only one of --json and --markdown can go to standard output");
  }
  if (flags.run.length === 0 && !flags.runTag) {
    throw new CommandFault("neither --run <id|label...> nor --run-tag <name=value> says which runs to judge");
  }
  if (baseline === null && !flags.baselineTag && needsBaseline(failIf)) {
    throw new CommandFault(
      "neither --baseline <id|label> nor --baseline-tag <name=value> says what to hold them against; " +
        "of the conditions only pass-rate-below does without",
    );
  }
  return { ...flags, failIf, baseline };
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
