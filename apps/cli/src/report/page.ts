import type { BoardCopy } from "@evalboard/contract";
import { CommandFault } from "../faults.ts";
import { printable } from "../output.ts";

const PLACES = {
  copy: '<script id="copy" type="application/json"></script>',
  text: '<pre id="text"></pre>',
} as const;

/**
 * The page with a board in it, and beside it the same as text, for programs that show a page without its scripts, such as
 * those for mail. Throws `CommandFault` where it is no page for that.
 */
export function fillPage(page: string, copy: BoardCopy, text: string): string {
  if (!Object.values(PLACES).every((place) => page.split(place).length === 2))
    throw new CommandFault("the page that is to hold it is not as this version builds it");
  const lines = text.split("\n").map((line) => escapeHtml(printable(line)));
  return page
    .replace(PLACES.copy, () => PLACES.copy.replace("></", () => `>${escapeJson(copy)}</`))
    .replace(PLACES.text, () => PLACES.text.replace("></", () => `>${lines.join("\n")}</`));
}

/** JSON in which no name can end the script that it stands in. */
const escapeJson = (value: unknown) => JSON.stringify(value).replaceAll("<", String.raw`\u003c`);

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
