import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server of the bench's own, in a process of its own on loopback. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Runs a script that writes its address as its first line. */
export async function startChild(script: string, ...args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const line = once(createInterface(child.stdout), "line").then(([text]) => String(text));
  const url = await Promise.race([line, exit.then(() => Promise.reject(new Error(`${script} has ended`)))]);
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill("SIGTERM");
      await exit;
    },
  };
}
