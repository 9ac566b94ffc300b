import type { FileHead, SourceFile } from "./importer.ts";

/** What a file that no importer knows looks like, for its owner to know it by. */
export function describeHead(head: FileHead): string {
  const { text, keys } = head;
  const other = knownOther(head);
  if (other !== null) return other;
  if (/^\s*\[/.test(text)) return "a JSON list";
  return /^\s*\{/.test(text) ? describeKeys(keys) : "text";
}

/** What a file is that is known, and holds no records; null of anything else. */
export function knownOther({ text, bytes, keys }: FileHead): string | null {
  if (text.trim() === "") return "an empty file";
  if (text.startsWith("PK\u0003\u0004")) return "a zip file";
  if (bytes.includes(0)) return "a binary file";
  if (/^\s*</.test(text)) return "HTML or XML";
  if (/^(?:#.*\n|\s)*(?:---\s|[\w-]+:\s[^,;\t]*(?:\n|$))/.test(text))
    return "YAML, perhaps a suite instead of its results";
  const has = (...wanted: string[]) => wanted.every((key) => keys.has(key));
  if (has("eval", "samples") || has("eval", "status")) return "an Inspect AI log";
  if (has("results", "n-samples") || has("results", "task_hashes")) return "lm-evaluation-harness results";
  return has("prompts", "providers") || has("prompts", "tests") ? "a promptfoo suite, not its results" : null;
}

function describeKeys(keys: ReadonlySet<string>): string {
  const own = [...keys].filter((key) => !key.includes("."));
  if (own.length === 0) return "an empty object";
  const more = own.length > 5 ? ", …" : "";
  return `an object with ${own
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 40)))
    .join(", ")}${more}`;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The keys of the object that a text begins with, and of the objects right in it (`results`, `results.version`), as
 * far as the text goes: enough to know a JSON format by its head. Empty where the text begins with no object.
 */
function headKeys(text: string): ReadonlySet<string> {
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

/** How much of a file is looked at to know its format. */
export const HEAD_BYTES = 65_536;

/** The start of a file. */
export async function readHead({ name, blob }: SourceFile): Promise<FileHead> {
  const bytes = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { name, bytes, text, keys: headKeys(text) };
}
