import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import type { Readable } from "node:stream";

/** Waits until a program takes connections. Throws what it said where it ends before. */
export async function listens(
  child: ChildProcessByStdio<null, Readable, Readable>,
  port: number,
): Promise<void> {
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text: string) => said.push(text));
  // Comes after the last output, `exit` may come before it.
  const closed = once(child, "close");
  for (;;) {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) {
      await closed;
      throw new Error(`${child.spawnfile} ended with ${end}:\n${said.join("")}`);
    }
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
