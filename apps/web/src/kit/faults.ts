import { sentenceOf } from "@evalboard/format";

/**
 * What the server says is wrong with what it was sent, by field: of `name: must not be empty; tags.env: …` the words after
 * `name` and those after `tags`. Fields that are not asked for go with the one before them.
 */
export function faultsByField<Field extends string>(
  message: string,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const faults: Partial<Record<Field, string>> = {};
  const begins = new RegExp(`(?:^|; )(${fields.join("|")})(?:[.[][^ ]*)?: `, "g");
  const found = [...message.matchAll(begins)];
  found.forEach(({ 0: begin, 1: name, index }, at) => {
    const field = fields.find((one) => one === name);
    if (field === undefined) return;
    faults[field] ??= sentenceOf(message.slice(index + begin.length, found[at + 1]?.index));
  });
  return faults;
}
