import { formatCount, formatCounted } from "@evalboard/format";
import { Command } from "commander";
import { ExitCode } from "../exit-code.ts";
import { writeLine } from "../output.ts";
import { describeDifferences } from "./describe-differences.ts";
import { inTime } from "./facts-client.ts";
import type { FactsCommandDeps } from "./facts-command.ts";
import { addFactsOptions, type FactsFlags, writeStatus } from "./facts-options.ts";
import { showWork } from "./show-work.ts";
import { watchWork } from "./watch-work.ts";
import { workFault, WorkBroke } from "./work-fault.ts";

/** `evalboard facts verify` */
export function verifyCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
  const command = new Command("verify")
    .description("compute the facts from the runs once more and compare them, while the server goes on")
    .addHelpText("after", help);
  return addFactsOptions(command, env).action(async (flags: FactsFlags) => {
    try {
      const client = factsAt(flags.url);
      const begun = await client.facts.verify.mutate(undefined, inTime());
      writeLine(output.stderr, "the server compares its facts with the runs; Ctrl+C ends the watching alone");
      const progress = showWork(output, "compared", flags.json);
      const status = await watchWork(client, begun, (told) => told.verification, progress);
      const verdict = status.verification?.verdict;
      if (!verdict) throw new WorkBroke(status.verification?.error ?? "it has no verdict");
      const { rows, differingRows } = verdict;
      writeStatus(output, status, describeDifferences(verdict), flags);
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

const help = `
Each line names a row of facts, a measure of it, what it has and what it should have.

Exit codes:
  0    all facts are what the runs say
  1    some are not
  2    not judged: wrong usage, no facts yet, or the server is away
  130  interrupted; the server goes on, evalboard facts status tells of it`;
