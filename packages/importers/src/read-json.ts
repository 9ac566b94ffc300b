import { findJsonFault } from "./find-json-fault.ts";
import { ImportError } from "./import-error.ts";

/** The value that a file's text holds. Throws `ImportError` with line, column and what the file may be instead. */
export function readJson(text: string): unknown {
  // PowerShell and Excel put a byte order mark before UTF-8; JSON.parse refuses it.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (cause) {
    const at = findJsonFault(json);
    throw new ImportError(`${placeOf(json, at)}: not JSON; ${hintFor(json, at)}`, { cause });
  }
}

/** Counted from 1, as editors do. */
function placeOf(json: string, at: number): string {
  const before = json.slice(0, at);
  const line = before.split("\n").length;
  return `line ${line}, column ${at - before.lastIndexOf("\n")}`;
}

function hintFor(json: string, at: number): string {
  const rest = json.slice(at, at + 20);
  if (json.trim() === "") return "the file is empty";
  if (json.startsWith("PK\u0003\u0004")) return "it is a zip file";
  if (isJson(json.slice(0, at)))
    return "another value begins there: JSON Lines have to come as one JSON file";
  if (/^-?(?:NaN|Infinity)/.test(rest))
    return `${JSON.stringify(rest.match(/^-?\w+/)?.[0])} is no JSON number`;
  if (at === json.length) return "the file ends too early: was it cut off while it was written?";
  if (/^\s*</.test(json)) return "it looks like HTML or XML";
  if (/^(?:#.*\n|\s)*(?:---\s|[\w-]+:\s)/.test(json))
    return "it looks like YAML, perhaps the suite instead of its results";
  if (/^[^{["]*,.*\n/.test(json)) return "it looks like CSV";
  return `${JSON.stringify(rest.charAt(0))} may not stand there`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
