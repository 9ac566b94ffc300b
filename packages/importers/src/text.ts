import { MAX_TEXT_LENGTH } from "@evalboard/contract/words";

/**
 * JSON with the keys of every object in order of UTF-16 code units, as RFC 8785 has it: equal values, equal text. Not the
 * library `canonicalize`: it throws at a lone surrogate, which models write, and keys of items on boards that exist must stay.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** Order by UTF-16 code units, the same on every machine, for `toSorted`. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How far outside [0, 1] a mean of floats may land by rounding alone. */
const ROUNDING = 1e-9;

/** A score in [0, 1]; null where it lies on another scale: cut, seven of ten and ten of ten would both be perfect. */
export function onScale(score: number): number | null {
  if (!(score >= -ROUNDING && score <= 1 + ROUNDING)) return null;
  return Math.min(1, Math.max(0, score));
}

/** The sum of the amounts that are known; null where none is. */
export function sumKnown(amounts: readonly (number | null | undefined)[] = []): number | null {
  const known = amounts.filter((amount) => typeof amount === "number");
  return known.length > 0 ? known.reduce((total, amount) => total + amount, 0) : null;
}

const CUT = "\n[cut]";

/** A value from a file as text: objects as JSON, nothing as null; what is longer than the contract takes is cut and says so. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return text.length <= MAX_TEXT_LENGTH ? text : text.slice(0, MAX_TEXT_LENGTH - CUT.length) + CUT;
}

/** A message without the stack frames that tools leave in it: they name files of the machine that ran the evaluation. */
export function withoutStack(message: string): string {
  return message
    .split("\n")
    .filter((line) => !/^\s+at .*(?::\d+:\d+\)?|\((?:<anonymous>|native|index \d+)\))$/.test(line))
    .join("\n")
    .trimEnd();
}
