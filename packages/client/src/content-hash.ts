import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { NewResult, RecordedContent } from "@evalboard/contract";

/** Sums up what results hold, as they come. */
export interface ContentHash {
  add(results: readonly NewResult[]): void;
  content(): RecordedContent;
}

/** Of no results yet; see `RecordedContent`. Not with the browser's own hash, which works over https alone. */
export function createContentHash(): ContentHash {
  let sum = 0n;
  let count = 0;
  return {
    add(results) {
      for (const result of results) sum += BigInt(`0x${bytesToHex(sha256(utf8ToBytes(canonical(result))))}`);
      count += results.length;
    },
    content: () => ({ hash: BigInt.asUintN(256, sum).toString(16).padStart(64, "0"), results: count }),
  };
}

/** A result as JSON that is the same whatever the order of its fields, and whether it says what goes without saying. */
function canonical(result: NewResult): string {
  const said = Object.entries({ ...result, repeat: result.repeat === 1 ? null : result.repeat });
  return JSON.stringify(sortedEntries(said.filter(([, value]) => !isNothing(value))));
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);

function sortedEntries(entries: readonly (readonly [string, unknown])[]): unknown[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, inOrder(value)]);
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? value.map(inOrder) : { of: sortedEntries(Object.entries(value)) };
}
