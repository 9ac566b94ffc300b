import { compareText } from "../compare-text.ts";
import type { Provider, Row } from "./results-file.ts";

/** The rows that make one run. */
export interface RowGroup {
  readonly promptIdx: number;
  readonly provider: Provider;
  readonly rows: readonly Row[];
}

/** A file's rows by prompt and provider, in that order. */
export function groupRows(rows: readonly Row[]): RowGroup[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.promptIdx, row.provider.id]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()]
    .flatMap((group) =>
      group.slice(0, 1).map(({ promptIdx, provider }) => ({ promptIdx, provider, rows: group })),
    )
    .toSorted((a, b) => a.promptIdx - b.promptIdx || compareText(a.provider.id, b.provider.id));
}
