import type { SourceFile } from "./importer.ts";
import { readPieces } from "./read-pieces.ts";

const NEWLINE = 10;
const HEAD_BYTES = 4_096;
const REST_BYTES = 100;
/** How much of the line before the fault is read to count its characters. */
const MAX_LINE_BYTES = 1_000_000;

/** What is known of the place where a text stops being JSON. */
export interface JsonFault {
  /** The begin of the text. */
  readonly head: string;
  /** The text from the fault on, or some of it. */
  readonly rest: string;
  /** Whether a whole value stands before the fault. */
  readonly valueEnded: boolean;
}

/** Line and column, counted from 1 as editors do, and what a file may be whose JSON breaks at byte `at`. */
export async function jsonFaultAt(
  file: Pick<SourceFile, "blob">,
  at: number,
  valueEnded: boolean,
): Promise<string> {
  const text = (from: number, to: number) => file.blob.slice(Math.max(0, from), Math.max(0, to)).text();
  let line = 1;
  let lineAt = 0;
  let offset = 0;
  for await (const piece of readPieces({ blob: file.blob.slice(0, at) })) {
    for (let next = piece.indexOf(NEWLINE); next !== -1; next = piece.indexOf(NEWLINE, next + 1)) {
      line += 1;
      lineAt = offset + next + 1;
    }
    offset += piece.length;
  }
  const column = at - lineAt > MAX_LINE_BYTES ? at - lineAt : (await text(lineAt, at)).length;
  const head = await text(0, HEAD_BYTES);
  return describeFault(line, column + 1, { head, rest: await text(at, at + REST_BYTES), valueEnded });
}

/** `line 3, column 4: not JSON; …` */
export function describeFault(line: number, column: number, fault: JsonFault): string {
  return `line ${line}, column ${column}: not JSON; ${hintFor(fault)}`;
}

function hintFor({ head, rest, valueEnded }: JsonFault): string {
  if (head.trim() === "") return "the file is empty";
  if (head.startsWith("PK\u0003\u0004")) return "it is a zip file";
  if (valueEnded) return "another value begins there: JSON Lines have to come as one JSON file";
  if (/^-?(?:NaN|Infinity)/.test(rest))
    return `${JSON.stringify(rest.match(/^-?\w+/)?.[0])} is no JSON number`;
  if (rest === "") return "the file ends too early: was it cut off while it was written?";
  if (/^\s*</.test(head)) return "it looks like HTML or XML";
  if (/^(?:#.*\n|\s)*(?:---\s|[\w-]+:\s)/.test(head))
    return "it looks like YAML, perhaps the suite instead of its results";
  if (/^[^{["]*,.*\n/.test(head)) return "it looks like CSV";
  return `${JSON.stringify(rest.charAt(0))} may not stand there`;
}
