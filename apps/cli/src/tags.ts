import { MAX_TAGS, Tags as TagsSchema } from "@evalboard/contract";
import { InvalidArgumentError } from "commander";
import { z } from "zod";
import { parserOf } from "./command.ts";

/** Pairs of short texts that runs have. */
export type Tags = Readonly<Record<string, string>>;

const Tag = z
  .string()
  .regex(/^[^=]*[^=\s][^=]*=.*\S/s, "must be a name and a value, such as branch=main")
  .transform((text) => ({ [text.slice(0, text.indexOf("="))]: text.slice(text.indexOf("=") + 1) }))
  .pipe(TagsSchema);
const parseTag = parserOf(Tag);

/** Adds one `name=value` to those that were said before; of one name the last counts. */
export function addTag(text: string, before: Tags = {}): Tags {
  const tags = { ...before, ...parseTag(text) };
  if (Object.keys(tags).length <= MAX_TAGS) return tags;
  throw new InvalidArgumentError(`A run has at most ${MAX_TAGS} tags.`);
}

/** The same of tags that runs are chosen by: no run has two values of one. */
export function addWantedTag(text: string, before: Tags = {}): Tags {
  const twice = Object.keys(parseTag(text)).find((name) => Object.hasOwn(before, name));
  if (twice === undefined) return addTag(text, before);
  throw new InvalidArgumentError(`A run has one value of each tag, and ${twice} is said twice.`);
}

/** `branch=main`, `temperature=0.2`. */
export function wordTags(tags: Tags): string[] {
  return Object.entries(tags).map(([name, value]) => `${name}=${value}`);
}
