import type { ComparedItem } from "@evalboard/contract";

/** As the contract's `PASS_SCORE`, whose zod stays out of the browser; a test compares them. */
export const passScore = 0.5;

/** What became of an item: it passed and fails, the other way round, or only its score moved. */
export type Flip = "lost" | "gained" | "fell" | "rose" | "same";

/** Reads it from the mean scores of both sides. */
export function flipOf({ baseline, candidate, difference }: ComparedItem): Flip {
  const passed = baseline.score >= passScore;
  const passes = candidate.score >= passScore;
  if (passed !== passes) return passes ? "gained" : "lost";
  if (difference === 0) return "same";
  return difference > 0 ? "rose" : "fell";
}
