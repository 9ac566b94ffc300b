import type { Sample } from "./sample.ts";

/** Runs that are alike but for the prompt's version: of one model on one dataset. */
export interface Stratum {
  readonly newer: Sample;
  readonly older: Sample;
}

/** What its difference weighs: a run's variance over that of the difference; 0 where a side has no runs. */
export function weightOf({ newer, older }: Stratum): number {
  return newer.n * older.n === 0 ? 0 : (newer.n * older.n) / (newer.n + older.n);
}

/** The degrees of freedom that the variance of its runs is known with. */
export function freedomOf({ newer, older }: Stratum): number {
  return newer.n + older.n - 2;
}

/** The squared deviations of its runs from the mean of their side. */
export function squaresOf({ newer, older }: Stratum): number {
  return (newer.n - 1) * (newer.variance ?? 0) + (older.n - 1) * (older.variance ?? 0);
}
