const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many characters a reader sees. */
export function lengthOf(text: string): number {
  return Array.from(graphemes.segment(text)).length;
}

/** The text's begin in at most `max` characters, with a mark where it goes on. */
export function cut(text: string, max: number): string {
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  if (characters.length <= max) return text;
  return `${characters.slice(0, Math.max(0, max - 1)).join("")}…`;
}
