const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The keys of the object that a text begins with, and of the objects right in it (`results`, `results.version`), as
 * far as the text goes: enough to know a JSON format by its head. Empty where the text begins with no object.
 */
export function headKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  if (!text.trimStart().startsWith("{")) return keys;
  const path: string[] = [];
  let last = "";
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      depth += 1;
      // A list's place is no key's.
      path[depth - 1] = token === "[" ? "[]" : last;
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (depth === 0) break;
    } else if (token === ":" && depth === 1) keys.add(last);
    else if (token === ":" && depth === 2) keys.add(`${path[1]}.${last}`);
    else last = token.slice(1, -1);
  }
  return keys;
}
