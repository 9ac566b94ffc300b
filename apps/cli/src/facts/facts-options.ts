import type { FactsStatus } from "@evalboard/contract";
import type { Command } from "commander";
import { type Env, ServerUrl } from "../env.ts";
import { type Output, writeLine } from "../output.ts";
import { parserOf } from "../parser-of.ts";

/** What may be said to each of the commands. */
export interface FactsFlags {
  readonly url: string;
  readonly json?: true;
}

/** The command with the options that each of them has. */
export function addFactsOptions(command: Command, env: Env): Command {
  return command
    .option("--json", "print one JSON document: the server's reply as it is")
    .option("--url <address>", "the server (or set EVALBOARD_URL)", parserOf(ServerUrl), env.serverUrl);
}

/** Prints the server's reply, or else these lines. */
export function writeStatus(
  { stdout }: Output,
  status: FactsStatus,
  lines: readonly string[],
  { json }: FactsFlags,
): void {
  if (json) stdout.write(`${JSON.stringify(status, null, 2)}\n`);
  else for (const line of lines) writeLine(stdout, line);
}
