import type { SourceFile } from "./importer.ts";
import { readPieces } from "./read-file.ts";

const SPACE = /[\t\n\r ]*/y;
/** A literal or number that the end of the text cuts off is a token too: the fault is the end. */
const CUT = String.raw`(?:tr?u?|fa?l?s?|nu?l?|-|-?\d+\.|-?\d+(?:\.\d+)?[eE][+-]?)$`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(`${CUT}|[{}[\\]:,"]|${NUMBER}|true|false|null`, "y");
// oxlint-disable-next-line no-control-regex -- JSON itself forbids these in strings
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|\\(?:u[\da-fA-F]{0,3})?$/y;

type Expected = "value" | "first value" | "key" | "first key" | "colon" | "comma" | "end";

/**
 * The index of the first character that JSON does not allow there, the text's length where it ends too early.
 * For text that `JSON.parse` refused: the engines' own messages do not all say where.
 */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected | null = "value";
  for (let at = skip(SPACE, text, 0); at < text.length;) {
    let end = skip(TOKEN, text, at);
    expected = end === at ? null : step(expected, text.charAt(at), open);
    if (expected === null) return at;
    if (text[at] === '"') {
      const quote = skipString(text, end);
      if (text[quote] !== '"') return quote;
      end = quote + 1;
    }
    at = skip(SPACE, text, end);
  }
  return text.length;
}

/** The index of what ends a string: its quote, the text's end, or a character that no string may hold. */
function skipString(text: string, from: number): number {
  // Piece by piece: one pattern for a whole string of many escapes runs out of stack.
  for (let at = from; ;) {
    const plain = skip(PLAIN, text, at);
    const escaped = skip(ESCAPE, text, plain);
    if (escaped === plain) return plain;
    at = escaped;
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** What may follow a token, known by its first character; null where the token itself may not stand. */
function step(expected: Expected, token: string, open: string[]): Expected | null {
  switch (expected) {
    case "first value":
      return token === "]" ? close(open) : value(token, open);
    case "value":
      return value(token, open);
    case "first key":
      return token === "}" ? close(open) : key(token);
    case "key":
      return key(token);
    case "colon":
      return token === ":" ? "value" : null;
    case "comma":
      if (token === ",") return open.at(-1) === "{" ? "key" : "value";
      return token === (open.at(-1) === "{" ? "}" : "]") ? close(open) : null;
    case "end":
      return null;
  }
}

function value(token: string, open: string[]): Expected | null {
  if ("}]:,".includes(token)) return null;
  if (token !== "{" && token !== "[") return open.length > 0 ? "comma" : "end";
  open.push(token);
  return token === "{" ? "first key" : "first value";
}

const key = (token: string) => (token === '"' ? "colon" : null);

function close(open: string[]): Expected {
  open.pop();
  return open.length > 0 ? "comma" : "end";
}

const NEWLINE = 10;
const HEAD_BYTES = 4_096;
const REST_BYTES = 100;
/** How much of the line before the fault is read to count its characters. */
const MAX_LINE_BYTES = 1_000_000;

/** What is known of the place where a text stops being JSON. */
interface JsonFault {
  /** The start of the text. */
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
  if (valueEnded) return "another value begins there: a file of JSON Lines has a whole value on each line";
  if (/^-?(?:NaN|Infinity)/.test(rest))
    return `${JSON.stringify(rest.match(/^-?\w+/)?.[0])} is no JSON number`;
  if (rest === "") return "the file ends too early: was it cut off while it was written?";
  if (/^\s*</.test(head)) return "it looks like HTML or XML";
  if (/^(?:#.*\n|\s)*(?:---\s|[\w-]+:\s)/.test(head))
    return "it looks like YAML, perhaps the suite instead of its results";
  if (/^[^{["]*,.*\n/.test(head)) return "it looks like CSV";
  return `${JSON.stringify(rest.charAt(0))} may not stand there`;
}
