/**
 * p-values corrected for how many there are, by Holm's step-down method (1979): rejecting those below 5 % is wrong
 * about any of them 5 times in 100 at most. In the order given; null stays null and does not count.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = pValues.map(() => null);
  const tested = pValues
    .flatMap((pValue, index) => (pValue === null ? [] : [{ pValue, index }]))
    .toSorted((a, b) => a.pValue - b.pValue);
  let least = 0;
  for (const [rank, { pValue, index }] of tested.entries()) {
    least = Math.max(least, Math.min(1, pValue * (tested.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}
