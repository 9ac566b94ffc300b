import { execFile } from "node:child_process";

/** What a process said and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command in a process of its own, with nothing of this one's environment but `PATH` and what is given. */
export function runCommand(
  file: string,
  args: readonly string[],
  { cwd, env = {} }: RunOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env["PATH"], ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(file, [...args], options, (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === "number" ? error.code : Number(error !== null),
        stdout,
        stderr,
      }),
    );
  });
}

/** The same of Node with a script of the examples. */
export const runNode = (args: readonly string[], options: RunOptions) =>
  runCommand(process.execPath, args, options);
