import type { NewResult } from "@evalboard/contract";
import { canonicalJson } from "../canonical-json.ts";
import { hash } from "../hash.ts";
import type { Result } from "./export-file.ts";
import { resultOf, withoutFolder } from "./result-of.ts";

/**
 * One eval's results in the order of its data. evalite has no name for an item: its key is the hash of its input.
 * A trial is the same input again, a repeat of the item.
 */
export function resultsOf(results: readonly Result[]): NewResult[] {
  const seen = new Map<string, number>();
  return results
    .toSorted((a, b) => (a.colOrder ?? 0) - (b.colOrder ?? 0) || (a.id ?? 0) - (b.id ?? 0))
    .map((result) => {
      const itemKey = hash(canonicalJson(withoutFolder(result.input)), 32);
      const repeat = (seen.get(itemKey) ?? 0) + 1;
      seen.set(itemKey, repeat);
      return resultOf(result, itemKey, repeat);
    });
}
