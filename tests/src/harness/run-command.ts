import { execFile } from "node:child_process";
import { processEnv } from "./process-env.ts";

/** What a process said and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command in a process of its own, not on a terminal, with nothing of this one's environment but `processEnv` and what is given.
 * Rejects where it did not end by itself.
 */
export function runCommand(
  file: string,
  args: readonly string[],
  { env = {}, ...where }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = { ...where, env: { ...processEnv, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(file, [...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

/** The same of Node with a script. */
export function runNode(args: readonly string[], options?: RunOptions): Promise<Outcome> {
  return runCommand(process.execPath, args, options);
}
