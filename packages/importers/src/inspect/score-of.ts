import { ImportError } from "../import-error.ts";
import { onScale } from "../on-scale.ts";

/** Inspect's own grades, and the words that it counts as numbers. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ["C", 1],
  ["P", 0.5],
  ["I", 0],
  ["N", 0],
  ["yes", 1],
  ["true", 1],
  ["no", 0],
  ["false", 0],
]);

/**
 * A scorer's value as a score in [0, 1]. Null where there is none: Inspect writes NaN, which is read as null, for a
 * sample that a scorer left out of its metrics. Throws `ImportError` for every other value, at `where`.
 */
export function scoreOf(value: unknown, where: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = typeof value === "string" ? numberOf(value.trim()) : value;
  if (typeof number !== "number") {
    throw new ImportError(`${where}: is ${shown(value)}; expected C, P, I, N or a number from 0 to 1`);
  }
  const score = onScale(number);
  if (score !== null) return score;
  throw new ImportError(
    `${where}: is ${number}; a score has to lie from 0 to 1, so let the scorer return a share, or choose another with --scorer`,
  );
}

function numberOf(word: string): number | null {
  const known = WORDS.get(word) ?? WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : null;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "an object";
}
