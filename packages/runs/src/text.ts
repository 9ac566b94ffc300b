/**
 * A text as the database can hold it: U+0000 and lone surrogates become U+FFFD.
 * Null stays null.
 */
export function storableText<T extends string | null>(text: T): T extends string ? string : null;
export function storableText(text: string | null): string | null {
  return text === null ? null : text.toWellFormed().replaceAll("\0", "\uFFFD");
}
