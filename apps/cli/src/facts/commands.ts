import { formatCount, formatCounted } from "@evalboard/format";
import { Command } from "commander";
import type { Env } from "../env.ts";
import { ExitCode, serverFault } from "../faults.ts";
import { type Output, writeLine } from "../output.ts";
import { addFactsOptions, type FactsClient, type FactsFlags, inTime, writeStatus } from "./client.ts";
import { describeDifferences, describeStatus } from "./describe.ts";
import { showWork, watchWork, WorkBroke, workFault } from "./work.ts";

/** What the commands work with. */
interface FactsCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly factsAt: (serverUrl: string) => FactsClient;
  readonly exitWith: (code: number) => void;
}

/** `evalboard facts` */
export function factsCommand(deps: FactsCommandDeps): Command {
  return new Command("facts")
    .description("look after the sums that the board is read from")
    .addCommand(statusCommand(deps))
    .addCommand(verifyCommand(deps))
    .addCommand(rebuildCommand(deps));
}

/** `evalboard facts rebuild` */
function rebuildCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
  const command = new Command("rebuild")
    .description("make the facts anew from the runs, while the server goes on")
    .addHelpText("after", rebuildHelp);
  return addFactsOptions(command, env).action(async (flags: FactsFlags) => {
    try {
      const client = factsAt(flags.url);
      const begun = await client.facts.rebuild.mutate(undefined, inTime());
      writeLine(output.stderr, "the server makes its facts anew; Ctrl+C ends the watching alone");
      const progress = showWork(output, "added", flags.json);
      const status = await watchWork(client, begun, (told) => told.rebuild, progress);
      const error = status.rebuild?.error ?? null;
      if (error !== null) throw new WorkBroke(error);
      writeStatus(output, status, describeStatus(status).slice(0, 1), flags);
    } catch (error) {
      writeLine(output.stderr, `not rebuilt: ${workFault(error, flags.url)}`);
      exitWith(ExitCode.failed);
    }
  });
}

const rebuildHelp = `
The board is read from the facts that are there until the new ones are complete.

Exit codes:
  0    the facts are made anew
  1    they are not: standard error says why
  2    wrong usage
  130  interrupted; the server goes on, evalboard facts status tells of it`;

/** `evalboard facts status` */
function statusCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
  const command = new Command("status").description("say whether the facts are there, and what goes on");
  return addFactsOptions(command, env).action(async (flags: FactsFlags) => {
    try {
      const status = await factsAt(flags.url).facts.status.query(undefined, inTime());
      writeStatus(output, status, describeStatus(status), flags);
    } catch (error) {
      writeLine(output.stderr, serverFault(error, flags.url).message);
      exitWith(ExitCode.failed);
    }
  });
}

/** `evalboard facts verify` */
function verifyCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
  const command = new Command("verify")
    .description("compute the facts from the runs once more and compare them, while the server goes on")
    .addHelpText("after", verifyHelp);
  return addFactsOptions(command, env).action(async (flags: FactsFlags) => {
    try {
      const client = factsAt(flags.url);
      const begun = await client.facts.verify.mutate(undefined, inTime());
      writeLine(output.stderr, "the server compares its facts with the runs; Ctrl+C ends the watching alone");
      const progress = showWork(output, "compared", flags.json);
      const status = await watchWork(client, begun, (told) => told.verification, progress);
      const differences = status.verification?.differences;
      if (!differences) throw new WorkBroke(status.verification?.error ?? "it came to no end");
      const { rows, differingRows } = differences;
      writeStatus(output, status, describeDifferences(differences), flags);
      if (differingRows === 0) {
        writeLine(output.stderr, `all ${formatCounted(rows, "row")} of facts are what the runs say`);
        return;
      }
      const differing = `${formatCount(differingRows)} of ${formatCounted(rows, "row")}`;
      writeLine(output.stderr, `${differing} differ; evalboard facts rebuild makes them anew`);
      exitWith(ExitCode.failed);
    } catch (error) {
      writeLine(output.stderr, `not judged: ${workFault(error, flags.url)}`);
      exitWith(ExitCode.notJudged);
    }
  });
}

const verifyHelp = `
Each line names a row of facts, a measure of it, what it has and what it should have.

Exit codes:
  0    all facts are what the runs say
  1    some are not
  2    not judged: wrong usage, no facts yet, or the server is away
  130  interrupted; the server goes on, evalboard facts status tells of it`;
