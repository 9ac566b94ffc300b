/** Longest text that the contract takes, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 1_000_000;

const CUT = "\n[cut]";

/** A value from a file as text: objects as JSON, nothing as null; what is longer than the contract takes is cut and says so. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return text.length <= MAX_TEXT_LENGTH ? text : text.slice(0, MAX_TEXT_LENGTH - CUT.length) + CUT;
}
