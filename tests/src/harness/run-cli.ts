import { join } from "node:path";
import { type Outcome, runNode } from "./run-command.ts";

const main = join(import.meta.dirname, "../../../apps/evalboard/src/main.ts");

/** Runs the real command line in a process of its own. */
export function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = main,
): Promise<Outcome> {
  return runNode([program, ...args], { env });
}
