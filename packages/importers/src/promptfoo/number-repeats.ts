import type { NewResult } from "@evalboard/runs/contract";
import { compareText } from "../compare-text.ts";
import { itemKeyOf } from "./item-key-of.ts";
import { resultOf } from "./result-of.ts";
import type { Row } from "./results-file.ts";

/**
 * One run's rows as results, the repeats of an item numbered 1, 2, 3 …
 * Rows stand in order of completion, which is chance; `testIdx` counts on through the repeats of a test.
 */
export function numberRepeats(rows: readonly Row[]): NewResult[] {
  const seen = new Map<string, number>();
  return rows
    .toSorted((a, b) => a.testIdx - b.testIdx || compareText(a.id ?? "", b.id ?? ""))
    .map((row) => {
      const itemKey = itemKeyOf(row);
      const repeat = (seen.get(itemKey) ?? 0) + 1;
      seen.set(itemKey, repeat);
      return resultOf(row, itemKey, repeat);
    });
}
