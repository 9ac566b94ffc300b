import type { Writable } from "node:stream";

/** Where a command writes: data to `stdout`, talk to `stderr`. */
export interface Output {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Writes one line. Names come from files: a control character in one must not reach the terminal. */
export function writeLine(stream: Writable, line: string): void {
  stream.write(`${printable(line)}\n`);
}

/** The text with a mark for each control character. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}
