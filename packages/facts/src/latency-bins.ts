/** How much wider each bin is than the one before: a bin's middle is within 1 % of all that fell into it. */
const GROWTH = 1.02;

/** The last bin holds a day and all that is longer. */
const LONGEST_MS = 86_400_000;

/** The first bin holds what took a millisecond or less; bin n ends at `GROWTH` to the power of n, ms. */
export const latencyBins = {
  growth: GROWTH,
  count: 1 + Math.ceil(Math.log(LONGEST_MS) / Math.log(GROWTH)),
} as const;

/**
 * The latency that this share of the results did not exceed, ms, within 1 % for a millisecond to a day: that of the
 * result at the rank ⌈share · n⌉. Null where there are no results.
 * @param bins how many results fell into each bin, from the first on
 * @param share in (0, 1]
 */
export function latencyQuantile(bins: readonly number[], share: number): number | null {
  const results = bins.reduce((sum, count) => sum + count, 0);
  if (results === 0) return null;
  const rank = Math.max(1, Math.ceil(share * results));
  let passed = 0;
  const bin = bins.findIndex((count) => (passed += count) >= rank);
  return bin === 0 ? 1 : GROWTH ** (bin - 0.5);
}
