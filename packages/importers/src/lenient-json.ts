import { readJson } from "./read-json.ts";

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
