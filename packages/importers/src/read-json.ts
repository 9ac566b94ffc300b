import { findJsonFault } from "./find-json-fault.ts";
import { ImportError } from "./import-error.ts";
import { describeFault } from "./json-fault.ts";

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
