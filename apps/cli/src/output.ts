import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { styleText } from "node:util";
import { showHidden } from "@evalboard/format";

/** A number with its noun: `1 run`, `2 runs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many characters a reader sees. */
export function lengthOf(text: string): number {
  return Array.from(graphemes.segment(text)).length;
}

/** The text's start in at most `max` characters, with a mark where it goes on. */
export function cut(text: string, max: number): string {
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  if (characters.length <= max) return text;
  return `${characters.slice(0, Math.max(0, max - 1)).join("")}…`;
}

/** Where a command writes: data to `stdout`, talk to `stderr`. */
export interface Output {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Writes one line. Names come from files: what moves a terminal, or hides, must not reach it. */
export function writeLine(stream: Writable, line: string): void {
  stream.write(`${printable(line)}\n`);
}

export function writeLines(stream: Writable, lines: readonly string[]): void {
  for (const line of lines) writeLine(stream, line);
}

/** A value as one JSON document, for people to read too: what moves a terminal, or hides, is escaped. */
export function formatJson(value: unknown): string {
  return safely(JSON.stringify(value, null, 2));
}

/** The same as one line, for who prints many. */
export function formatJsonLine(value: unknown): string {
  return safely(JSON.stringify(value));
}

const safely = (json: string) =>
  `${json.replaceAll(/[\u007F-\u009F\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, escaped)}\n`;

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The text with a mark for each control character, and for each that hides or turns others around. */
export function printable(text: string): string {
  return showHidden(text.replaceAll(/\p{Cc}/gu, "\uFFFD"));
}

/** Whether a stream takes colours: a terminal's does unless NO_COLOR is set, and any with FORCE_COLOR. Node's own rule. */
export function takesColors(stream: Output["stdout"]): boolean {
  return styleText("bold", "x", { stream }) !== "x";
}

/** Writes a file under another name until it is whole: half a file would be read as a smaller one. */
export async function writeFileWhole(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Whether the file could not be written; the message says why. */
export function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "path" in error;
}
