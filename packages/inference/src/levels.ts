import { leastSquares } from "./least-squares.ts";

/** Two of several things, by their places, with what each averages over what they share; `weight` says how much they share. */
export interface PairMeans {
  readonly one: number;
  readonly other: number;
  readonly oneMean: number;
  readonly otherMean: number;
  readonly weight: number;
}

/**
 * What each would average over what all pairs share, by its place: mean = thing + pair, by weighted least squares, at the weighted mean
 * of the pairs; as a network of comparisons is put together (Rücker, Research Synthesis Methods 3, 2012). Of a single pair these are its
 * means. Of things that are connected by pairs the largest group has levels (then that which shares most, then the first), the others null.
 */
export function levelsOf(count: number, pairs: readonly PairMeans[]): (number | null)[] {
  const levels = Array<number | null>(count).fill(null);
  const [group] = groupsOf(count, pairs);
  if (group === undefined) return levels;
  const own = pairs.filter(({ one }) => group.includes(one));
  const cells = own.flatMap(({ one, other, oneMean, otherMean }, column) =>
    [[one, oneMean] as const, [other, otherMean] as const].map(([place, mean]) => ({
      row: group.indexOf(place),
      column,
      mean,
      variance: 0,
      freedom: 0,
    })),
  );
  const weights = own.flatMap(({ weight }) => [weight, weight]);
  const { ofRows, ofColumns } = leastSquares({ rows: group.length, columns: own.length, cells }, weights);
  const total = own.reduce((sum, { weight }) => sum + weight, 0);
  const ofPairs = own.reduce((sum, { weight }, column) => sum + weight * ofColumns.get(column, 0), 0) / total;
  for (const [row, place] of group.entries()) levels[place] = ofRows.get(row, 0) + ofPairs;
  return levels;
}

/** The places that pairs connect, in groups of two or more, the one with levels first. */
function groupsOf(count: number, pairs: readonly PairMeans[]): number[][] {
  const seen = new Set<number>();
  const groups = Array.from({ length: count }, (_, place) => place).flatMap((start) => {
    if (seen.has(start)) return [];
    const group = new Set([start]);
    // A set that grows while it is walked is walked to its end.
    for (const place of group) {
      for (const { one, other } of pairs) {
        if (one === place) group.add(other);
        if (other === place) group.add(one);
      }
    }
    for (const place of group) seen.add(place);
    return group.size < 2 ? [] : [[...group].toSorted((a, b) => a - b)];
  });
  const shared = (group: readonly number[]) =>
    pairs.reduce((sum, { one, weight }) => (group.includes(one) ? sum + weight : sum), 0);
  return groups.toSorted((a, b) => b.length - a.length || shared(b) - shared(a));
}
