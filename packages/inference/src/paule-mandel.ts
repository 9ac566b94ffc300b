/** Weighted squares of residuals at a variance, and how they grow with its inverse. */
export interface SquaresAt {
  readonly squares: number;
  readonly slope: number;
}

/** A variance that is believed in before there are data, and how many degrees of freedom that is worth. */
export interface Prior {
  readonly variance: number;
  readonly freedom: number;
}

/**
 * The variance s for which weighted squares are as many as their degrees of freedom (Paule and Mandel, J Res NBS 87, 1982), with
 * as many more as the prior is worth: Σ r² / (s + v) + f₀ s₀² / s = f + f₀. Where all v are 0 that is the moderated variance
 * of Smyth (2004). `plain` is Σ r², by the weights that make it least.
 *
 * The left side is a rising and concave function of 1 / s, so Newton's steps from below never go too far.
 */
export function varianceFor(
  plain: number,
  freedom: number,
  prior: Prior,
  squaresAt: (variance: number) => SquaresAt,
): number {
  const [total, ofPrior] = [freedom + prior.freedom, prior.freedom * prior.variance];
  let precision = total / (plain + ofPrior);
  for (let step = 0; step < 100; step++) {
    const { squares, slope } = squaresAt(1 / precision);
    const more = (total - squares - ofPrior * precision) / (slope + ofPrior);
    precision += more;
    if (more <= 1e-13 * precision) break;
  }
  return 1 / precision;
}
