import { MAX_NAME_LENGTH } from "@evalboard/contract";
import { hash } from "./hash.ts";

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
