import { MAX_NAME_LENGTH, type StartRun } from "@evalboard/contract";
import { hash } from "./hash.ts";

/** A name as it is (`openai/gsm8k`), of a path on somebody's machine the file's bare name: `/home/me/capitals.jsonl` → `capitals`. */
export function bareName(text: string): string {
  const path = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/]|file:)/i.test(text);
  return toName(path ? bareFileName(text.replace(/[\\/]+$/, "")) : text);
}

/** What follows the last slash of a path, of either kind: folders are nobody else's business. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** A file's name without folders and extensions: `runs/capitals.results.json` → `capitals`. */
export function bareFileName(path: string): string {
  return fileName(path).replace(/(?<=.)(?:\.[a-z]+)+$/i, "");
}

/** A model by its `provider/name`: `openrouter/openai/gpt-4o` → openrouter, openai/gpt-4o. Without a slash nobody knows the provider: `unknown`. */
export function modelNamed(text: string): StartRun["model"] {
  const slash = text.indexOf("/");
  const provider = toName(text.slice(0, Math.max(slash, 0))) || "unknown";
  return { provider, name: toName(text.slice(slash + 1)) || provider };
}

const HASH_LENGTH = 8;

/**
 * A text from a file as a name that the contract takes: one line, no control characters, at most 200 characters.
 * What is cut is stood for by a hash, so that two long texts stay two names. Empty where nothing is left.
 */
export function toName(text: string): string {
  const name = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  if (name.length <= MAX_NAME_LENGTH) return name;
  const kept = name.slice(0, MAX_NAME_LENGTH - HASH_LENGTH - 2).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}… ${hash(name, HASH_LENGTH)}`;
}
