import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random values, the same for the same seed. */
export interface Random {
  /** In [low, high). */
  between(low: number, high: number): number;
  /** From low to high, both included. */
  whole(low: number, high: number): number;
  /** Standard normal. */
  normal(): number;
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const fraction = () => uniformFloat64(generator);
  return {
    between: (low, high) => low + (high - low) * fraction(),
    whole: (low, high) => low + Math.floor((high - low + 1) * fraction()),
    // Box and Muller, 1958.
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  };
}
