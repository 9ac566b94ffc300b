import type { ResultPage } from "@evalboard/runs/contract";

/** Where to read on: after the last position read while the server has more, else undefined. */
export function nextPosition(pages: readonly ResultPage[], stored: number): number | undefined {
  const results = pages.flatMap((page) => page.results);
  if (results.length >= stored) return undefined;
  return results.at(-1)?.position ?? 0;
}
