import { fileURLToPath } from "node:url";
import { type Outcome, runNode } from "../harness/run-command.ts";

const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));

/** Runs the real Vitest in a process of its own on the suite in `root`, as its users do. */
export const runVitest = (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Outcome> => runNode([vitest, ...args], { cwd: root, env });
