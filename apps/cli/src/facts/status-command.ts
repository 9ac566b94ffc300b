import { Command } from "commander";
import { ExitCode } from "../exit-code.ts";
import { writeLine } from "../output.ts";
import { serverFault } from "../server-fault.ts";
import { describeStatus } from "./describe-status.ts";
import { inTime } from "./facts-client.ts";
import type { FactsCommandDeps } from "./facts-command.ts";
import { addFactsOptions, type FactsFlags, writeStatus } from "./facts-options.ts";

/** `evalboard facts status` */
export function statusCommand({ env, output, factsAt, exitWith }: FactsCommandDeps): Command {
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
