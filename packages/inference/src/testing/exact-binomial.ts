/** The chance of at most so many heads in `tosses` of a fair coin, by whole numbers of any size: Σ C(n, k) / 2ⁿ. */
export function exactAtMostHeads(heads: number, tosses: number): number {
  let ways = 1n;
  let sum = 1n;
  for (let k = 1; k <= heads; k++) {
    ways = (ways * BigInt(tosses - k + 1)) / BigInt(k);
    sum += ways;
  }
  // The 64 leading bits of the sum, and how far they were shifted.
  const shift = Math.max(0, sum.toString(16).length * 4 - 64);
  return Number(sum >> BigInt(shift)) * 2 ** (shift - tosses);
}
