/** How far an estimate may be from the truth: its variance, and the degrees of freedom that this is known with. */
export interface Uncertainty {
  readonly variance: number;
  readonly freedom: number;
}

/** What the items are taken to be worth, in degrees of freedom. */
const ITEMS_FREEDOM = 4;

/** The uncertainty of a sum of independent estimates; its degrees of freedom are Satterthwaite's (1946). */
export function summed(parts: readonly [Uncertainty, ...Uncertainty[]]): Uncertainty {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return { variance, freedom: Math.min(...parts.map(({ freedom }) => freedom)) };
  const inverse = parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.freedom, 0);
  return { variance, freedom: 1 / inverse };
}

/**
 * The uncertainty drawn towards the variance that the items by themselves would give, as in the moderated t of
 * Smyth (2004): few runs that happen to agree say little, many that always agree say much.
 */
export function moderated({ variance, freedom }: Uncertainty, byItems: number): Uncertainty {
  const total = freedom + ITEMS_FREEDOM;
  return { variance: (freedom * variance + ITEMS_FREEDOM * byItems) / total, freedom: total };
}
