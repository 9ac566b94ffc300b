import { execFile } from "node:child_process";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../../apps/evalboard/src/main.ts");

/** What a command said and how it ended. */
export interface CliOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, not on a terminal. */
export function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = main,
): Promise<CliOutcome> {
  return new Promise((resolve, reject) => {
    const options = { env: { PATH: process.env["PATH"], ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") reject(error);
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
