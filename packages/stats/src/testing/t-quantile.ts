/**
 * The 97.5 % quantile of Student's t by integrating the density and halving an interval: slow, and
 * nothing in common with the library in use. With t = √ν tan θ the density becomes c √ν cos^(ν-1) θ.
 */
export function tQuantile(degreesOfFreedom: number): number {
  const scale = Math.sqrt(degreesOfFreedom);
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const share = 0.5 + density(degreesOfFreedom) * scale * cosinePowerIntegral(degreesOfFreedom - 1, middle);
    if (share < 0.975) low = middle;
    else high = middle;
  }
  return scale * Math.tan(low);
}

/** c(ν) = Γ((ν + 1) / 2) / (√(νπ) Γ(ν / 2)), by Γ(x + 1) = x Γ(x) from ν = 1 or 2. */
function density(degreesOfFreedom: number): number {
  if (degreesOfFreedom === 1) return 1 / Math.PI;
  if (degreesOfFreedom === 2) return 1 / Math.sqrt(8);
  const before = degreesOfFreedom - 2;
  return ((degreesOfFreedom - 1) / before) * Math.sqrt(before / degreesOfFreedom) * density(before);
}

/** ∫ cos^power from 0 to `end`, by Simpson's rule. */
function cosinePowerIntegral(power: number, end: number): number {
  const steps = 400;
  const at = (index: number) => Math.cos((end * index) / steps) ** power;
  let sum = at(0) + at(steps);
  for (let index = 1; index < steps; index++) sum += (index % 2 === 0 ? 2 : 4) * at(index);
  return (sum * end) / steps / 3;
}
