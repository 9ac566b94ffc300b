/** A tag as addresses and chips have it: `temperature=0.2`. */
export function tagText(name: string, value: string): string {
  return `${name}=${value}`;
}

/** Most tags that a filter has, and the longest name or value: as the server takes them, a test compares. */
export const MOST_TAGS = 32;
export const LONGEST = 200;

/** Name and value of such a text, parted by its first `=`; undefined where either is missing or too long. */
export function readTag(text: string): readonly [name: string, value: string] | undefined {
  const [, name = "", value = ""] = /^([^=]*)=(.*)$/su.exec(text) ?? [];
  const parts = [name.trim(), value.trim()] as const;
  return parts.every((part) => part !== "" && part.length <= LONGEST) ? parts : undefined;
}

/**
 * The tags that an address asks for, `?tag=temperature%3D0.2&tag=branch%3Dmain`, of two values of one name the last one;
 * undefined where it asks for none.
 */
export function readTags(param: unknown): readonly string[] | undefined {
  const texts: readonly unknown[] = Array.isArray(param) ? param : [param];
  return tagTexts(tagsOf(texts.filter((text) => typeof text === "string")));
}

/** What a filter has of such texts; undefined where there are none. */
export function tagsOf(texts: readonly string[] | undefined): Record<string, string> | undefined {
  if (texts === undefined) return undefined;
  const tags = texts.map(readTag).filter((tag) => tag !== undefined);
  return Object.fromEntries(tags.slice(-MOST_TAGS));
}

/** The texts of tags, in their order; undefined where there are none. */
export function tagTexts(tags: Readonly<Record<string, string>> | undefined): readonly string[] | undefined {
  const texts = Object.entries(tags ?? {}).map(([name, value]) => tagText(name, value));
  return texts.length === 0 ? undefined : texts;
}

/** The texts with one tag more, in the place of another value of its name. */
export function withTag(texts: readonly string[] | undefined, text: string): readonly string[] | undefined {
  return readTags([...(texts ?? []), text]);
}

/** The texts without one of them; undefined where it was the last. */
export function withoutTag(
  texts: readonly string[] | undefined,
  text: string,
): readonly string[] | undefined {
  const left = (texts ?? []).filter((one) => one !== text);
  return left.length === 0 ? undefined : left;
}
