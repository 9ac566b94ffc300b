/** How far outside [0, 1] a mean of floats may land by rounding alone. */
const ROUNDING = 1e-9;

/** A score in [0, 1]; null where it lies on another scale: cut, seven of ten and ten of ten would both be perfect. */
export function onScale(score: number): number | null {
  if (!(score >= -ROUNDING && score <= 1 + ROUNDING)) return null;
  return Math.min(1, Math.max(0, score));
}
