/** Scores in figures: of n runs, or of n items. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Unbiased; null below two values. */
  readonly variance: number | null;
  /** How many scored items the values rest on, all together. */
  readonly items: number;
}
