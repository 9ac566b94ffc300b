import { cut } from "../cut.ts";
import { printable } from "../output.ts";

/**
 * Text of anybody as a code span of a Markdown table's cell, in one line of at most `max` characters: there it can name
 * nobody, link nowhere and end no cell.
 */
export function codeSpan(text: string, max = 160): string {
  const shown = cut(printable(text.replaceAll(/\s+/g, " ").trim()), max);
  if (shown === "") return "";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown.replaceAll("|", String.raw`\|`)}${pad}${fence}`;
}
