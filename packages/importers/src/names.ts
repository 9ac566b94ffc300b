import { MAX_NAME_LENGTH, type StartRun } from "@evalboard/contract";
import { hash } from "./hash.ts";
import { isRecord } from "./json.ts";

/** A name as it is (`openai/gsm8k`), of a path on somebody's machine the file's bare name: `/home/me/capitals.jsonl` → `capitals`. */
export function bareName(text: string): string {
  const path = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/]|file:)/i.test(text);
  return toName(path ? bareFileName(text.replace(/(?<![\\/])[\\/]+$/, "")) : text);
}

/** What follows the last slash of a path, of either kind: folders are nobody else's business. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** A file's name without folders and extensions: `runs/capitals.results.json` → `capitals`. */
export function bareFileName(path: string): string {
  return fileName(path).replace(/(?<=.)(?:\.[a-z]+)+$/i, "");
}

/** What files and folders of results are called whatever they hold. */
const GENERIC = new Set(
  `all artifact artifacts build current data dist eval evals evalite evaluation evaluations export exports final json latest
  log logs new old out output outputs prediction predictions promptfoo promptfooconfig report reports response responses
  result results run runs sample samples score scores src temp test tests tmp work workspace`.split(/\s+/),
);

/** Dates, times, counts and hashes, which tools put behind a name. */
const COUNTED = /^(?:v?\d+(?:t\d+)?z?|t\d+|(?=.*\d)[\da-f]{7,})$/i;

function saysNothing(name: string): boolean {
  // promptfoo's own id of an evaluation: `eval-F9J-2026-11-23T15:33:28`.
  if (/^eval-\w{3}-\d{4}-/.test(name)) return true;
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => word === "" || GENERIC.has(word.toLowerCase()) || COUNTED.test(word));
}

/** Folders of a machine, which are of no suite. */
const OF_A_MACHINE = new Set("root desktop documents downloads mnt opt srv usr users home var".split(" "));
/** The folder of a person: `/home/me`, `C:\\Users\\me`. */
const PERSON = /^(?:[a-z]:)?\/(?:home|users)\/[^/]+/i;

/**
 * What a file's path says that it holds, for files that do not say it themselves: the file's bare name, and of one that
 * says nothing (`results.json`, `eval-2026-11-23.json`) the name of the nearest folder that does: `suites/sql/out/results.json`
 * → `sql`. Where none does, the bare name again. It is a guess; empty where the path is.
 */
export function nameOfFile(path: string): string {
  const bare = bareFileName(path);
  if (!saysNothing(bare)) return toName(bare);
  const folders = path.replaceAll("\\", "/").replace(PERSON, "").split("/").slice(0, -1);
  const own = folders.filter(
    (folder) =>
      !/^[.~]|^[a-z]:$/i.test(folder) && !OF_A_MACHINE.has(folder.toLowerCase()) && !saysNothing(folder),
  );
  return toName(own.at(-1) ?? bare);
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

const ITEM_NAME_LENGTH = 80;

/** The beginning of a text as a name for a list: one line, at most 80 characters. Null where nothing is left. */
export function shortName(text: string, length = ITEM_NAME_LENGTH): string | null {
  const line = text
    .slice(0, 10 * MAX_NAME_LENGTH)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const characters = Array.from(line);
  if (characters.length === 0) return null;
  if (characters.length <= length) return line;
  return `${characters
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
}

/** What people call an item by: the first text in it that says something, such as its question, else the first number. */
export function itemNameOf(item: unknown): string | null {
  return firstName(item, "string") ?? firstName(item, "number");
}

function firstName(item: unknown, type: "string" | "number"): string | null {
  if (typeof item === "string" || typeof item === "number") {
    const text = String(item);
    const name = typeof item === type ? shortName(text.startsWith("file://") ? fileName(text) : text) : null;
    return name !== null && isReadable(name) ? name : null;
  }
  if (!Array.isArray(item) && !isRecord(item)) return null;
  for (const field of Object.values(item)) {
    const name = firstName(field, type);
    if (name !== null) return name;
  }
  return null;
}

/** Whether a person can tell items apart by such a key: no hash and no id that a machine made. */
export function isReadable(key: string): boolean {
  const isHex = /^[\da-f]{16,}$/i.test(key) && /\d/.test(key);
  const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key);
  const isRandom = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\dA-Za-z]{20,}={0,2}$/.test(key);
  return !isHex && !isUuid && !isRandom;
}

const MOST_NAMED = 5;

/** Names for a person to read, the first few of many. */
export function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ["…"] : [])].join(", ");
}
