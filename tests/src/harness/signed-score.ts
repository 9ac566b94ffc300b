const format = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
  signDisplay: "exceptZero",
});

/** A difference of scores as a page words it: `+0.008`, `−0.120`; what rounds to 0 has no sign. */
export function signedScore(difference: number): string {
  return format.format(difference).replace("-", "−");
}
