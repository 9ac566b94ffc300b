import type { PassSample } from "../intervals.ts";

/** The figures of runs that passed so many of so many scored items. */
export function passSampleOf(passed: readonly number[], scored: readonly number[]): PassSample {
  const sum = (valueOf: (run: number) => number) => passed.reduce((total, _, run) => total + valueOf(run), 0);
  return {
    n: scored.filter((items) => items > 0).length,
    passed: sum((run) => passed[run]!),
    scored: sum((run) => scored[run]!),
    passedSquares: sum((run) => passed[run]! ** 2),
    passedScored: sum((run) => passed[run]! * scored[run]!),
    scoredSquares: sum((run) => scored[run]! ** 2),
  };
}
