/** Scores of n runs (or of n items) in figures. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Unbiased; null below two values. */
  readonly variance: number | null;
  /** How many item results the values rest on, all together. */
  readonly items: number;
}
