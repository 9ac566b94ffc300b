/**
 * A text as the database can hold it: U+0000 and lone surrogates become U+FFFD.
 * Null stays null.
 */
export function storableText<T extends string | null>(text: T): T extends string ? string : null;
export function storableText(text: string | null): string | null {
  return text === null ? null : text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** What begins a LIKE pattern's own words: the text as it is, with nothing in it meaning more than itself. */
export function escapeLike(text: string): string {
  return storableText(text).replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** A condition on a text that holds this one, whatever the case. */
export function containing(text: string): { $ilike: string } {
  return { $ilike: `%${escapeLike(text)}%` };
}
