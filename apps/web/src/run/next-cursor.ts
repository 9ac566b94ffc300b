import type { ResultPage } from "@evalboard/contract";

/** A page, what it was asked with, and how many results the run was known to have then. */
export type AskedPage = ResultPage & { readonly cursor: string | null; readonly stored: number };

/**
 * Where to read on, or undefined at the end. In order of arrival a run that is going on has no end: once it has
 * more results than when the last page was asked for, they are looked for behind that page.
 */
export function nextCursor(page: AskedPage, isByArrival: boolean, stored: number): string | undefined {
  if (page.nextCursor !== null) return page.nextCursor;
  if (!isByArrival || stored <= page.stored) return undefined;
  const last = page.results.at(-1);
  return last === undefined ? (page.cursor ?? "0") : String(last.position);
}
