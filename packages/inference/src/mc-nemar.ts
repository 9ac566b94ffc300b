import { atMostHeads } from "./distributions.ts";

/**
 * McNemar's exact test: the two-sided p-value of so many items gained and lost, if each had been as likely to go the
 * other way; 1 where none changed.
 */
export function mcNemar(gained: number, lost: number): number {
  return Math.min(1, 2 * atMostHeads(Math.min(gained, lost), gained + lost));
}
