import type { FactsStatus } from "@evalboard/contract";
import type { Command } from "commander";
import { type Env, ServerUrl } from "../env.ts";
import { parserOf } from "../faults.ts";
import { type Output, writeLine } from "../output.ts";

type Call = (input: undefined, options: { readonly signal: AbortSignal }) => Promise<FactsStatus>;

/** What the commands need of a client. */
export interface FactsClient {
  readonly facts: {
    readonly status: { readonly query: Call };
    readonly rebuild: { readonly mutate: Call };
    readonly verify: { readonly mutate: Call };
  };
}

const TIMEOUT_MS = 30_000;

/** Ends a call that nobody answers: the work is the server's, and no call waits for it. */
export const inTime = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });

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
