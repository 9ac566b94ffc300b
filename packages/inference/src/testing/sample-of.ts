import type { Sample } from "../intervals.ts";

/** The figures of these values, each of so many items. */
export function sampleOf(values: readonly number[], itemsEach = 20): Sample {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) : null, items: n * itemsEach };
}
