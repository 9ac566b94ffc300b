import { Command } from "commander";
import { ExitCode } from "../exit-code.ts";
import { writeLine } from "../output.ts";
import { describeStatus } from "./describe-status.ts";
import { inTime } from "./facts-client.ts";
import type { FactsCommandDeps } from "./facts-command.ts";
import { addFactsOptions, type FactsFlags, writeStatus } from "./facts-options.ts";
import { showWork } from "./show-work.ts";
import { watchWork } from "./watch-work.ts";
import { workFault, WorkBroke } from "./work-fault.ts";

/** `evalboard facts rebuild` */
export function rebuildCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
  const command = new Command("rebuild")
    .description("make the facts anew from the runs, while the server goes on")
    .addHelpText("after", help);
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

const help = `
The board is read from the facts that are there until the new ones are complete.

Exit codes:
  0    the facts are made anew
  1    they are not: standard error says why
  2    wrong usage
  130  interrupted; the server goes on, evalboard facts status tells of it`;
