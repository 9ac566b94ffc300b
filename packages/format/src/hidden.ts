// Names and outputs are what strangers wrote: a character that nobody sees, or that turns the text around it, makes one name
// look like another (Unicode Technical Report 36, "Trojan Source"). Where a text is shown, such a character is a mark.

/**
 * What is not seen, or moves what is: controls but tab and line ends, format characters, what fonts draw nothing for, and the
 * separators that some programs take for line ends.
 */
const HIDDEN = /[[\p{Cc}--[\t\n\r]]\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\u{1D159}]/v;

/**
 * The same where they belong to what is seen: joiners inside of emoji and of scripts that join, selectors of a sign's look, the
 * flags of parts of a country, and the signs of Arabic that stand around numbers. A joiner in Latin, Greek or Cyrillic does nothing.
 */
const SHOWN_BY_OTHERS = [
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}\p{sc=Han}]])[\u200C\u200D](?=[\p{L}\p{M}])`,
  String.raw`(?<=\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<=\p{sc=Han})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{sc=Mongolian})[\u180B-\u180D\u180F]`,
  String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  String.raw`[\u0600-\u0605\u06DD\u08E2]`,
];
const EITHER = new RegExp(`(${SHOWN_BY_OTHERS.join("|")})|${HIDDEN.source}`, "gv");

/** Whether a text has a character that `showHidden` would mark; cheap, and may say so of one that it would leave. */
export function mayHide(text: string): boolean {
  return HIDDEN.test(text);
}

/** A text for people to read: each character that hides, or that turns others around, is `⟨U+202E⟩` in it. */
export function showHidden(text: string): string {
  if (!mayHide(text)) return text;
  return text.replace(EITHER, (found: string, harmless: string | undefined) => harmless ?? markOf(found));
}

function markOf(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `⟨U+${number.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
