/**
 * A probability to ten significant digits, those of the samples that it comes from. However small, it is not 0: that
 * would say that something cannot be.
 */
export function settledProbability(probability: number | null): number | null {
  return probability === null ? null : Number(probability.toPrecision(10));
}
