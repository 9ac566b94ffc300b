/**
 * The 97.5 % quantile of Student's t of any degrees of freedom from 1 on, by halving an interval: slow, and nothing in
 * common with the library in use. By the incomplete beta function (Abramowitz and Stegun 1964, 26.7.1).
 */
export function tQuantile(degreesOfFreedom: number): number {
  let low = 0;
  let high = 13;
  for (let step = 0; step < 45; step++) {
    const middle = (low + high) / 2;
    const outside = incompleteBeta(
      degreesOfFreedom / (degreesOfFreedom + middle ** 2),
      degreesOfFreedom / 2,
      1 / 2,
    );
    if (outside > 0.05) low = middle;
    else high = middle;
  }
  return low;
}

/** I_x(a, b), by the side of it whose continued fraction converges. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / a) * betaFraction(x, a, b);
}

/** Abramowitz and Stegun 26.5.8, from its hundredth term back. */
function betaFraction(x: number, a: number, b: number): number {
  let fraction = 1;
  for (let m = 100; m >= 1; m--) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    fraction = 1 + even / (1 + odd / fraction);
  }
  return 1 / (1 - (((a + b) / (a + 1)) * x) / fraction);
}

/** By Stirling's series from 20 on, and by Γ(x + 1) = x Γ(x) below. */
function logGamma(x: number): number {
  if (x < 20) return logGamma(x + 1) - Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1_260 * x ** 5) - 1 / (1_680 * x ** 7);
  return (x - 1 / 2) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
