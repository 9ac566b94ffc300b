import { ImportError } from "./importer.ts";
import { describeFault, findJsonFault } from "./json-fault.ts";

/** Whether a parsed JSON value is an object, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Python's `json` writes NaN, Infinity and -Infinity, which are no JSON: each is read as null.
 * Not JSON5: that takes far more than Python writes, and ten times as long. Throws `ImportError`.
 */
export function readLenientJson(text: string): unknown {
  return readJson(withoutNonNumbers(text));
}

/** A backslash stands in strings alone, so a quote after one never ends a string. */
function withoutNonNumbers(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  let inString = false;
  return text.replace(/\\.|"|-?(?:NaN|Infinity)/gs, (token) => {
    if (token === '"') inString = !inString;
    return inString || token === '"' || token.startsWith("\\") ? token : "null";
  });
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NON_NUMBERS = ["NaN", "Infinity", "-Infinity"];
const LONGEST = 9;
const FIRST_BYTES = new Set(NON_NUMBERS.map((word) => word.charCodeAt(0)));
const NULL = new TextEncoder().encode("null");

/**
 * The bytes of JSON as Python writes it, with null for each NaN, Infinity and -Infinity outside its strings: what
 * `readLenientJson` does with a text, for files that are too large to be one.
 */
export async function* nullForNonNumbers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let inString = false;
  let escaped = false;
  let begun = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = begun.length > 0 ? joined(begun, piece) : piece;
    let from = 0;
    let at = 0;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (escaped) escaped = false;
      else if (inString && byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = !inString;
      else if (!inString && FIRST_BYTES.has(byte)) {
        const ahead = String.fromCharCode(...bytes.subarray(at, at + LONGEST));
        const word = NON_NUMBERS.find((each) => ahead.startsWith(each));
        // The word may go on in the next piece.
        if (!word && NON_NUMBERS.some((each) => each.startsWith(ahead))) break;
        if (!word) continue;
        yield bytes.subarray(from, at);
        yield NULL;
        from = at + word.length;
        at = from - 1;
      }
    }
    yield bytes.subarray(from, at);
    begun = bytes.slice(at);
  }
  yield begun;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The JSON of one line of a file, read strictly or by `readLenientJson`. Throws `ImportError`, which says the line's number in the file. */
export function readJsonLine(text: string, number: number, read = readJson): unknown {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new ImportError(error.message.replace(/^line 1,/, `line ${number},`), { cause: error });
  }
}

/** The value that a text holds. Throws `ImportError` with line, column and what the file may be instead. */
export function readJson(text: string): unknown {
  // PowerShell and Excel put a byte order mark before UTF-8; JSON.parse refuses it.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (cause) {
    const at = findJsonFault(json);
    const before = json.slice(0, at);
    const line = before.split("\n").length;
    const column = at - before.lastIndexOf("\n");
    const fault = { head: json, rest: json.slice(at, at + 100), valueEnded: isJson(before) };
    throw new ImportError(describeFault(line, column, fault), { cause });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
