import { MAX_NAME_LENGTH, MAX_TAGS } from "@evalboard/contract/words";
import { fileName, listed, toName } from "./names.ts";
import { canonicalJson } from "./text.ts";

/** The tags of a run, and what a person should know of what was cut or left out. */
export interface FoundTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** What a file says of a run under some name: its metadata, its arguments. */
type Said = Readonly<Record<string, unknown>> | null | undefined;

/** Keys of services, which stand among a model's arguments, and addresses, which may hold one. */
const SECRET =
  /(?:^|[_-])(?:api_?key|key|secret|password|token|auth|authorization|url|uri|endpoint|headers)$/i;

/**
 * What a file says of a run as tags, the first saying of a name before later ones: at most 32, each name and value at
 * most 200 characters. Lists and objects are written as JSON, of paths the last part.
 */
export function gatherTags(...said: readonly Said[]): FoundTags {
  const tags = new Map<string, string>();
  const cut: string[] = [];
  const tooLong: string[] = [];
  const beyond: string[] = [];
  for (const [key, value] of said.flatMap((group) => Object.entries(group ?? {}))) {
    // A tag's name ends with the first `=` where name and value are one text.
    const name = toName(key.replaceAll("=", ":"));
    // A name that begins so is the tool's own.
    if (name === "" || name.startsWith("_") || isSecret(key) || tags.has(name)) continue;
    const text = textOf(value);
    if (text === "") continue;
    const isWord = typeof value !== "object";
    if (!isWord && text.length > MAX_NAME_LENGTH) tooLong.push(name);
    else if (tags.size === MAX_TAGS) beyond.push(name);
    else {
      const short = toName(text);
      if (short.length < text.length && text.length > MAX_NAME_LENGTH) cut.push(name);
      tags.set(name, short);
    }
  }
  return {
    tags: Object.fromEntries(tags),
    notes: [
      ...(cut.length > 0 ? [`tags are cut to ${MAX_NAME_LENGTH} characters: ${listed(cut)}`] : []),
      ...(tooLong.length > 0 ? [`what is too long for a tag is left out: ${listed(tooLong)}`] : []),
      ...tagsBeyond(beyond),
    ],
  };
}

/** Says which tags a run has no room for. */
export function tagsBeyond(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`a run takes ${MAX_TAGS} tags: ${names.length} more are left out: ${listed(names)}`];
}

const isSecret = (key: string) => SECRET.test(key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_"));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "" : canonicalJson(value);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return "";
  const text = toOneLine(String(value));
  return /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/]|file:)/i.test(text) ? fileName(text.replace(/[\\/]+$/, "")) : text;
}

/** As `toName` does, without cutting. */
const toOneLine = (text: string) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();

/** What tools call the settings that answers are generated with. */
const GENERATION = new Set([
  "temperature",
  "topp",
  "topk",
  "minp",
  "seed",
  "maxtokens",
  "maxoutputtokens",
  "maxcompletiontokens",
  "maxnewtokens",
  "maxgentoks",
  "frequencypenalty",
  "presencepenalty",
  "repetitionpenalty",
  "dosample",
  "effort",
  "reasoningeffort",
  "reasoningtokens",
]);

/** Of a configuration what answers are generated with, under its own names (`max_tokens`, `maxTokens`). */
export function generationSettings(config: Said): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(config ?? {}).filter(([key]) => GENERATION.has(key.replaceAll("_", "").toLowerCase())),
  );
}
