import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { processEnv } from "./process-env.ts";
import { program as builtProgram } from "./program.ts";

const startLimitMs = 180_000;

/** A server process of its own, listening on a free port of loopback. */
export interface ServerUnderTest extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** All that it has written to stdout and stderr so far. */
  output(): string;
  /** Sends the signal and waits for the end; gives the exit code, null where the signal itself ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

export interface ServerOptions {
  readonly command?: "start" | "demo";
  /** What is said after the command. */
  readonly options?: readonly string[];
  /** Another build of the program than the repository's own. */
  readonly program?: string;
  /** The working directory. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real entry point and waits for the line with its address. Throws with its output where it ends before. */
export async function startServer({
  command = "start",
  options = [],
  program = builtProgram(),
  cwd,
  env = {},
}: ServerOptions): Promise<ServerUnderTest> {
  const child = spawn(process.execPath, [program, command, ...options], {
    cwd,
    env: { ...processEnv, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  const output = () => chunks.join("");
  const url = await addressOf(child, output);
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    url,
    pid: child.pid!,
    output,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop("SIGKILL")),
  };
}

function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`No address within ${startLimitMs} ms:\n${output()}`));
    }, startLimitMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    child.stdout!.on("data", () => {
      const address = /EvalBoard is at (\S+)\n/.exec(output())?.[1];
      if (address !== undefined) settle(() => resolve(address));
    });
    // `close` comes after the last output, `exit` may come before it.
    child.on("close", (code) => settle(() => reject(new Error(`Ended with ${code}:\n${output()}`))));
  });
}
