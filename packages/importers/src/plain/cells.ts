// Cells of a CSV, by themselves: who writes one for a spreadsheet needs no reader of files.

/** A number, also as text: a spreadsheet that computes it gets what stands there. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
/**
 * What a spreadsheet may execute, also behind spaces, controls and characters of no width, and behind the marks that
 * this file adds; and nothing at all, which a CSV cannot tell from null.
 */
const MARKED = /^'*(?:$|[\s\p{Cc}\p{Cf}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]|[\t\r])/u;

/** A text as a cell that no spreadsheet executes: where it would, an apostrophe stands before it. */
export function writeCell(text: string): string {
  return needsMark(text) ? `'${text}` : text;
}

/** The text that `writeCell` was given. An apostrophe of anybody else's stays. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && needsMark(cell.slice(1)) ? cell.slice(1) : cell;
}

const needsMark = (text: string) => MARKED.test(text) && !NUMBER.test(text);
