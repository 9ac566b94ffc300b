import { program as builtProgram } from "./program.ts";
import { type Outcome, runNode } from "./run-command.ts";

/** Runs the real command line in a process of its own. */
export function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = builtProgram(),
): Promise<Outcome> {
  return runNode([program, ...args], { env });
}
