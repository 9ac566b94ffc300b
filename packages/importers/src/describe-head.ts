import { headKeys } from "./head-keys.ts";
import type { FileHead } from "./importer.ts";

/** What a file that no importer knows looks like, for its owner to know it by. */
export function describeHead({ text, bytes }: FileHead): string {
  if (text.trim() === "") return "an empty file";
  if (text.startsWith("PK\u0003\u0004")) return "a zip file";
  if (bytes.includes(0)) return "a binary file";
  if (/^\s*</.test(text)) return "HTML or XML";
  if (/^\s*\[/.test(text)) return "a JSON list";
  if (/^\s*\{/.test(text)) return describeKeys(headKeys(text));
  if (/^(?:#.*\n|\s)*(?:---\s|[\w-]+:\s)/.test(text)) return "YAML, perhaps a suite instead of its results";
  if (/^[^{["]*,.*\n/.test(text)) return "CSV of another tool";
  return "text";
}

function describeKeys(keys: ReadonlySet<string>): string {
  const has = (...wanted: string[]) => wanted.every((key) => keys.has(key));
  if (has("run", "evals")) return "an evalite export";
  if (has("eval", "samples") || has("eval", "status")) return "an Inspect AI log";
  if (has("results", "n-samples") || has("results", "task_hashes")) return "lm-evaluation-harness results";
  if (has("prompts", "providers") || has("prompts", "tests")) return "a promptfoo suite, not its results";
  const own = [...keys].filter((key) => !key.includes("."));
  if (own.length === 0) return "an empty object";
  const more = own.length > 5 ? ", …" : "";
  return `an object with ${own
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 40)))
    .join(", ")}${more}`;
}
